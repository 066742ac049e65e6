package dev.bourse.data.resume;

/**
 * When a mark is due: after so many batches, so long, or a share of what the log may hold. A log forgets nothing after
 * its mark, so one that is full could not be made room in if its mark were far behind. Used by one thread.
 */
public final class MarkSchedule {
    private static final int BATCHES = 256;
    private static final long NANOS = 1_000_000_000L;
    private static final int SHARE = 8;

    private final long mostBytes;
    private int batches;
    private long bytes;
    private long lastNanos;

    /** @param logBytes what the log may hold */
    public MarkSchedule(long logBytes) {
        mostBytes = logBytes / SHARE;
    }

    /** Counts a batch of so many bytes; true where a mark is to go with it. */
    public boolean due(long nowNanos, int batchBytes) {
        batches++;
        bytes += batchBytes;
        if (batches < BATCHES && bytes < mostBytes && nowNanos - lastNanos < NANOS) {
            return false;
        }
        batches = 0;
        bytes = 0;
        lastNanos = nowNanos;
        return true;
    }
}
