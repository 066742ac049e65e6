package dev.bourse.standalone.trading;

import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.OutputConsumer;
import dev.bourse.exchange.world.World;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * The feed's way to the node of its process, which can be ended before the node is: the feed goes on asking until the
 * partitions are given up, which is later, and hears nothing then. Closed by the feed's own thread.
 */
final class FeedOutputs implements FollowedOutputs.Source {
    private final FollowedOutputs.Source source;
    private final Promise<Void> ended = Promise.promise();
    private volatile boolean ends;
    private int open;

    FeedOutputs(FollowedOutputs.Source source) {
        this.source = source;
    }

    @Override
    public FollowedOutputs open(long from) {
        synchronized (this) {
            if (ends) {
                return new Way(null);
            }
            open++;
        }
        try {
            return new Way(source.open(from));
        } catch (RuntimeException failed) {
            closed();
            throw failed;
        }
    }

    @Override
    public World world() {
        if (ends) {
            throw new IllegalStateException("the exchange of this process ends");
        }
        return source.world();
    }

    /** Completes when no way is open any more. */
    synchronized Future<Void> end() {
        ends = true;
        if (open == 0) {
            ended.tryComplete();
        }
        return ended.future();
    }

    private synchronized void closed() {
        if (--open == 0 && ends) {
            ended.tryComplete();
        }
    }

    /** One way, used by the feed's thread alone. */
    private final class Way implements FollowedOutputs {
        private @Nullable FollowedOutputs outputs;

        Way(@Nullable FollowedOutputs outputs) {
            this.outputs = outputs;
        }

        @Override
        public int poll(OutputConsumer consumer) {
            if (ends) {
                close();
            }
            FollowedOutputs current = outputs;
            return current == null ? 0 : current.poll(consumer);
        }

        @Override
        public long time() {
            FollowedOutputs current = outputs;
            return current == null ? 0 : current.time();
        }

        @Override
        public String state() {
            FollowedOutputs current = outputs;
            return current == null ? "the exchange of this process ends" : current.state();
        }

        @Override
        public void close() {
            FollowedOutputs current = outputs;
            outputs = null;
            if (current != null) {
                try {
                    current.close();
                } finally {
                    closed();
                }
            }
        }
    }
}
