package dev.bourse.shared.flow;

import dev.bourse.shared.message.Batch;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The sender's half of a stream of batches: numbers them, and keeps each until the receiver has acknowledged it. It
 * holds at most {@code capacity} of them, and after {@value #MOST_ROWS} rows no further one; while it is full the
 * sender does not send (the policy is to block), so a receiver that is slow or absent slows the sender down and memory
 * stays flat however large the batches are. Used by one thread.
 */
public final class OutboundWindow<B extends Batch> {
    /** Rows of 250 bytes, as a state's, then take a megabyte of each partition, and the last batch what it takes. */
    static final int MOST_ROWS = 4_096;

    private final long epoch;
    private final int capacity;
    private final ArrayDeque<B> unacknowledged;
    private long rows;
    private long lastSequence;

    /**
     * A window for the partition owner's term {@code epoch}, of 1 or more batches.
     *
     * @param after the sequence of the last batch that an earlier owner sent, 0 where there was none
     */
    public OutboundWindow(long epoch, long after, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: '" + capacity + "' is not allowed; allowed is 1 or more");
        }
        this.epoch = epoch;
        this.lastSequence = after;
        this.capacity = capacity;
        this.unacknowledged = new ArrayDeque<>(Math.min(capacity, 64));
    }

    public long epoch() {
        return epoch;
    }

    public boolean hasRoom() {
        return unacknowledged.size() < capacity && rows < MOST_ROWS;
    }

    /** Batches sent and not yet acknowledged. */
    public int inFlight() {
        return unacknowledged.size();
    }

    /** The sequence that the next batch must carry. */
    public long nextSequence() {
        return lastSequence + 1;
    }

    /**
     * Takes note of a batch that is being sent.
     *
     * @throws IllegalStateException if the window is full or the batch has not the next sequence
     */
    public void sent(B batch) {
        if (!hasRoom()) {
            throw new IllegalStateException(
                    "the window is full with " + unacknowledged.size() + " batches of " + rows + " rows");
        }
        if (batch.header().sequence() != nextSequence() || batch.header().epoch() != epoch) {
            throw new IllegalStateException(
                    "batch " + batch.header() + " sent where sequence " + nextSequence() + " was due");
        }
        lastSequence++;
        unacknowledged.add(batch);
        rows += batch.size();
    }

    /**
     * The receiver has applied everything up to {@code sequence}; gives how many batches that frees. Another epoch's
     * frees none.
     */
    public int acknowledged(long ofEpoch, long sequence) {
        int freed = 0;
        while (ofEpoch == epoch
                && !unacknowledged.isEmpty()
                && unacknowledged.element().header().sequence() <= sequence) {
            rows -= unacknowledged.remove().size();
            freed++;
        }
        return freed;
    }

    /** The sequence of the oldest batch that it still has, or will have next. */
    public long firstHeld() {
        return unacknowledged.isEmpty()
                ? nextSequence()
                : unacknowledged.element().header().sequence();
    }

    /**
     * The batches before {@code sequence} that were not sent are lost and never will be: the next one has that
     * sequence.
     *
     * @throws IllegalArgumentException if a batch with that sequence was sent already
     */
    public void skipTo(long sequence) {
        if (sequence < nextSequence()) {
            throw new IllegalArgumentException(
                    "sequence: '" + sequence + "' is not allowed; allowed is " + nextSequence() + " or more");
        }
        lastSequence = sequence - 1;
    }

    /** The last batch that was sent, where the receiver has not acknowledged it. */
    public Optional<B> newest() {
        return Optional.ofNullable(unacknowledged.peekLast());
    }

    /** What to send again to a receiver that has applied everything before {@code from}. */
    public List<B> from(long from) {
        return unacknowledged.stream()
                .filter(batch -> batch.header().sequence() >= from)
                .toList();
    }
}
