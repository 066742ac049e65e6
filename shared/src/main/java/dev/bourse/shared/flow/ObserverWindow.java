package dev.bourse.shared.flow;

import java.util.ArrayDeque;

/**
 * What is on its way to one observer of a stream, for whom nobody waits. Once {@link #MOST_BATCHES} batches or
 * {@link #MOST_ROWS} rows are, no further one is sent; what came meanwhile is made up for by one batch when there is
 * room again. So an observer that is slow, frozen or gone costs what these say, however long that lasts. Used by one
 * thread.
 */
public final class ObserverWindow {
    /** The most batches on their way. */
    public static final int MOST_BATCHES = 32;

    /** After so many rows on their way no further batch is sent; the last one may go beyond. */
    public static final int MOST_ROWS = 1_024;

    private final ArrayDeque<Sent> sent = new ArrayDeque<>(MOST_BATCHES);
    private long last;
    private int rows;
    private boolean behind;
    private long heardMillis;

    private record Sent(long sequence, int rows) {}

    /**
     * An observer that has just come.
     *
     * @param last the newest batch there is; it gets those after it
     * @param nowMillis any clock that goes forward
     */
    public ObserverWindow(long last, long nowMillis) {
        this.last = last;
        this.heardMillis = nowMillis;
    }

    /** Whether another batch may be sent. */
    public boolean hasRoom() {
        return sent.size() < MOST_BATCHES && rows < MOST_ROWS;
    }

    /** A batch is sent: the next one, or one that stands for all since {@link #last()}. */
    public void sent(long sequence, int batchRows) {
        if (!hasRoom() || sequence <= last) {
            throw new IllegalStateException(
                    "batch " + sequence + " after " + last + " with " + rows + " rows under way");
        }
        last = sequence;
        rows += batchRows;
        behind = false;
        sent.add(new Sent(sequence, batchRows));
    }

    /** A batch was not sent. */
    public void withhold() {
        behind = true;
    }

    /** Whether a batch was withheld for which none was sent since. */
    public boolean behind() {
        return behind;
    }

    /** The observer has dealt with everything up to there. */
    public void heard(long upTo, long nowMillis) {
        heardMillis = Math.max(heardMillis, nowMillis);
        while (!sent.isEmpty() && sent.element().sequence() <= upTo) {
            rows -= sent.remove().rows();
        }
    }

    /** The batch that was sent last. */
    public long last() {
        return last;
    }

    /** Rows on their way. */
    public int rows() {
        return rows;
    }

    /** Whether it owes an answer and has said nothing for so long. */
    public boolean silentFor(long millis, long nowMillis) {
        return !sent.isEmpty() && nowMillis - heardMillis >= millis;
    }
}
