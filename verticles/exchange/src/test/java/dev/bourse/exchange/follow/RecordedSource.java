package dev.bourse.exchange.follow;

import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.OutputConsumer;
import dev.bourse.exchange.output.OutputsGoneException;
import dev.bourse.exchange.world.World;
import dev.bourse.exchange.world.WorldVisitor;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Outputs in memory, of which the first can be deleted, and which can become another exchange's. */
final class RecordedSource implements FollowedOutputs.Source {
    private final List<byte[]> outputs = new ArrayList<>();
    private long deleted;
    private int turn;

    /** Puts out so many outputs, with bytes that say which exchange it is. */
    RecordedSource give(int exchange, int count) {
        for (int i = 0; i < count; i++) {
            outputs.add(new byte[] {(byte) exchange, (byte) outputs.size(), (byte) (outputs.size() >> 8)});
        }
        return this;
    }

    /** Puts another exchange in the place of this one; ways to this one break. */
    RecordedSource become(int exchange, int count) {
        outputs.clear();
        turn++;
        return give(exchange, count);
    }

    /** Deletes outputs up to a number; the state after it is what one can begin with. */
    void delete(long upTo) {
        deleted = upTo;
    }

    /** The digest of all. */
    Digest all() {
        Digest digest = new Digest();
        for (int i = 0; i < outputs.size(); i++) {
            digest.take(i + 1, new UnsafeBuffer(outputs.get(i)), 0, outputs.get(i).length);
        }
        return digest;
    }

    @Override
    public World world() {
        if (deleted == 0) {
            throw new IllegalStateException("no node has a snapshot");
        }
        long number = deleted;
        return new World() {
            @Override
            public long number() {
                return number;
            }

            @Override
            public long time() {
                return number;
            }

            @Override
            public void tell(WorldVisitor visitor) {
                // A digest wants nothing of it.
            }
        };
    }

    @Override
    public FollowedOutputs open(long from) {
        return new FollowedOutputs() {
            private final int opened = turn;
            private long next = from;

            @Override
            public int poll(OutputConsumer consumer) {
                if (opened != turn) {
                    throw new IllegalStateException("the way broke");
                }
                if (next <= deleted) {
                    throw new OutputsGoneException("output " + next + " is deleted");
                }
                if (next > outputs.size()) {
                    return 0;
                }
                byte[] output = outputs.get((int) next - 1);
                consumer.onOutput(next, new UnsafeBuffer(output), 0, output.length);
                next++;
                return 1;
            }

            @Override
            public long time() {
                return next - 1;
            }

            @Override
            public long end() {
                return outputs.size() + 1L;
            }

            @Override
            public String state() {
                return "reading";
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
