package dev.bourse.data.resume;

/** When a mark is due: after so many batches or so long. Used by one thread. */
public final class MarkSchedule {
    private static final int BATCHES = 256;
    private static final long NANOS = 1_000_000_000L;

    private int batches;
    private long lastNanos;

    /** Counts a batch; true where a mark is to go with it. */
    public boolean due(long nowNanos) {
        batches++;
        if (batches < BATCHES && nowNanos - lastNanos < NANOS) {
            return false;
        }
        batches = 0;
        lastNanos = nowNanos;
        return true;
    }
}
