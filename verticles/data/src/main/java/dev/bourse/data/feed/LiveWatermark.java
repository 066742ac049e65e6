package dev.bourse.data.feed;

import java.util.HashSet;
import java.util.Set;

/**
 * The watermark of a live feed, whose vendors may fall silent: the newest tick's time, and at least some seconds behind
 * the clock. Used on the data verticle's context.
 */
final class LiveWatermark {
    /** How far behind the clock a vendor's ticks are still expected. */
    private static final long PATIENCE_MILLIS = 5_000;

    private static final long INTERVAL_MILLIS = 500;

    private final FeedContext context;
    private final Set<Integer> partitions = new HashSet<>();
    private final long timer;
    private long newest;

    LiveWatermark(FeedContext context) {
        this.context = context;
        this.timer = context.node().vertx().setPeriodic(INTERVAL_MILLIS, tick -> tell());
    }

    void acquire(int partition) {
        partitions.add(partition);
    }

    void release(int partition) {
        partitions.remove(partition);
    }

    /** A tick of this time was taken. */
    void seen(long time) {
        newest = Math.max(newest, time);
    }

    void stop() {
        context.node().vertx().cancelTimer(timer);
    }

    private void tell() {
        long now = context.node().clock().millis();
        long watermark = Math.max(Math.min(newest, now), now - PATIENCE_MILLIS);
        partitions.forEach(partition -> context.intake().watermark(partition, watermark));
    }
}
