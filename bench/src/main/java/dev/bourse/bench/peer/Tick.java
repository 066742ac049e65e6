package dev.bourse.bench.peer;

import dev.bourse.bench.tick.RandomWalk;
import java.io.Serializable;

/** One tick as an object, as it goes through stream processors of others. */
record Tick(int instrument, long sequence, long time, long price, long size) implements Serializable {
    static Tick of(RandomWalk walk) {
        return new Tick(walk.instrument(), walk.sequence(), walk.time(), walk.price(), walk.size());
    }
}
