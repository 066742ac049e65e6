package dev.bourse.data.resume;

/**
 * Decides which of the batches in a partition's log are published too. What finds no room is not: its receiver reads it
 * in the log, once the next batch shows it the gap. Used by one thread.
 */
public final class LiveWindow {
    private final int capacity;
    private long newest;
    private long published;
    private long acknowledged;
    private boolean attached;

    /**
     * @param after the last batch in the log
     * @param capacity the most batches published and not acknowledged, 1 or more
     */
    public LiveWindow(long after, int capacity) {
        this.newest = after;
        this.published = after;
        this.acknowledged = after;
        this.capacity = capacity;
    }

    /** The last batch in the log. */
    public long newest() {
        return newest;
    }

    /** Batches published that the receiver has not acknowledged. */
    public long inFlight() {
        return published - acknowledged;
    }

    /** The next batch is in the log; true where it is to be published. */
    public boolean appended() {
        newest++;
        return publishNewest();
    }

    /** A receiver that has applied all up to {@code sequence} is there; true where the newest is to be published. */
    public boolean attached(long sequence) {
        attached = true;
        acknowledged = Math.min(sequence, newest);
        published = acknowledged;
        return publishNewest();
    }

    /** The receiver has dealt with all up to {@code sequence}; true where the newest is to be published. */
    public boolean acknowledged(long sequence) {
        acknowledged = Math.max(acknowledged, Math.min(sequence, newest));
        published = Math.max(published, acknowledged);
        return publishNewest();
    }

    private boolean publishNewest() {
        boolean now = attached && newest > published && inFlight() < capacity;
        if (now) {
            published = newest;
        }
        return now;
    }
}
