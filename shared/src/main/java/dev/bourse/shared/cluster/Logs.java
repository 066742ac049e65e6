package dev.bourse.shared.cluster;

import com.hazelcast.core.HazelcastInstance;
import dev.bourse.shared.log.Overflow;
import io.vertx.core.Vertx;
import java.util.function.Function;

/**
 * What partitions' owners leave for their successors. A process that is alone keeps neither ticks nor checkpoints,
 * since with it all would be gone.
 */
public final class Logs {
    private final ReplayLog ticks;
    private final ReplayLog signals;
    private final Function<String, CheckpointStore> checkpoints;

    private Logs(ReplayLog ticks, ReplayLog signals, Function<String, CheckpointStore> checkpoints) {
        this.ticks = ticks;
        this.signals = signals;
        this.checkpoints = checkpoints;
    }

    static Logs of(Vertx vertx, HazelcastInstance hazelcast, LogOptions options) {
        ReplayLog signals =
                new HazelcastReplayLog(vertx, hazelcast, "signals", options.signalsBytes(), Overflow.DROP_OLDEST);
        return options.keeps()
                ? new Logs(
                        new HazelcastReplayLog(vertx, hazelcast, "ticks", options.ticksBytes(), Overflow.REFUSE),
                        signals,
                        group -> new HazelcastCheckpointStore(vertx, hazelcast, group))
                : new Logs(new NoReplayLog(), signals, group -> new NoCheckpointStore());
    }

    /** Keeps nothing at all; for benchmarks and tests of other things. */
    public static Logs none() {
        return new Logs(new NoReplayLog(), new NoReplayLog(), group -> new NoCheckpointStore());
    }

    /** Batches of ticks, until the states that include them are safe. It refuses what it has no room for. */
    public ReplayLog ticks() {
        return ticks;
    }

    /** The newest batches of signals. */
    public ReplayLog signals() {
        return signals;
    }

    /** Checkpoints of a group. */
    public CheckpointStore checkpoints(String group) {
        return checkpoints.apply(group);
    }
}
