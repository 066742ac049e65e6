package dev.bourse.exchange.follow;

import dev.bourse.exchange.output.OutputConsumer;

/** A reader: is told where it starts, and then gets the outputs behind that. On the thread that polls. */
public interface OutputFollower extends OutputConsumer {
    /**
     * Outputs come from here on. What the follower had before is of no use any more: it fills a fresh model.
     *
     * @throws dev.bourse.exchange.snapshot.SnapshotException as {@link Start#fill} does; another start is tried then
     */
    void begin(Start start);

    /** Whoever polls will do so no more, for good: what is known is of another exchange, say. */
    default void end(RuntimeException why) {}
}
