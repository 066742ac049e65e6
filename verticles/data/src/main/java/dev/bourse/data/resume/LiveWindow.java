package dev.bourse.data.resume;

import dev.bourse.shared.flow.Standstill;
import java.util.ArrayDeque;

/**
 * Decides which of the batches in a partition's log are published too. What finds no room is not: its receiver reads it
 * in the log, once the next batch shows it the gap. There is room for so many batches, and after {@value #MOST_ROWS}
 * ticks for no further one, since a receiver keeps what it has not dealt with. Used by one thread.
 */
public final class LiveWindow {
    /** Half a megabyte of each partition, and the last batch what it takes. */
    static final int MOST_ROWS = 16_384;

    private record Published(long sequence, int rows) {}

    private final ArrayDeque<Published> unacknowledged = new ArrayDeque<>();
    private final Standstill standstill = new Standstill();
    private final long floor;
    private final int capacity;
    private long rows;
    private int newestRows;
    private long newest;
    private long published;
    private long acknowledged;
    private boolean attached;

    /**
     * @param after the last batch in the log
     * @param capacity the most batches published and not acknowledged, 1 or more
     */
    public LiveWindow(long after, int capacity) {
        this(after, 0, capacity);
    }

    /**
     * The same, where batches are gone.
     *
     * @param floor no batch up to there is anywhere, so that no receiver can be waited for to deal with them
     */
    public LiveWindow(long after, long floor, int capacity) {
        this.floor = floor;
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

    /** The next batch, of so many ticks, is in the log; true where it is to be published. */
    public boolean appended(int size) {
        newest++;
        newestRows = size;
        return publishNewest();
    }

    /** A receiver that has applied all up to {@code sequence} is there; true where the newest is to be published. */
    public boolean attached(long sequence) {
        attached = true;
        acknowledged = Math.max(floor, Math.min(sequence, newest));
        published = acknowledged;
        unacknowledged.clear();
        rows = 0;
        return publishNewest();
    }

    /** The receiver has dealt with all up to {@code sequence}; true where the newest is to be published. */
    public boolean acknowledged(long sequence) {
        acknowledged = Math.max(acknowledged, Math.min(sequence, newest));
        published = Math.max(published, acknowledged);
        while (!unacknowledged.isEmpty() && unacknowledged.element().sequence() <= acknowledged) {
            rows -= unacknowledged.remove().rows();
        }
        return publishNewest();
    }

    /** Whether a receiver has attached. */
    public boolean hasReceiver() {
        return attached;
    }

    /**
     * Called now and then; true where the newest is to be published since nothing was acknowledged between two calls.
     */
    public boolean look() {
        boolean silent = standstill.look(inFlight(), acknowledged);
        return attached && silent;
    }

    private boolean publishNewest() {
        boolean now = attached && newest > published && inFlight() < capacity && rows < MOST_ROWS;
        if (now) {
            published = newest;
            unacknowledged.add(new Published(newest, newestRows));
            rows += newestRows;
        }
        return now;
    }
}
