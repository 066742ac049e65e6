package dev.bourse.shared.message;

import java.util.Arrays;

/**
 * Collects ticks of one partition until they are sent. Used by one thread; holds at most the capacity it was made with.
 */
public final class TickBatchBuilder {
    private final int capacity;
    private int[] instruments;
    private long[] columns;
    private int size;
    private long ingestedNanos;

    /** A builder for batches of 1 to {@code capacity} ticks. */
    public TickBatchBuilder(int capacity) {
        this.capacity = capacity;
        int initial = Math.min(capacity, 16);
        instruments = new int[initial];
        columns = new long[initial * 4];
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public boolean isFull() {
        return size == capacity;
    }

    public int size() {
        return size;
    }

    /** Nanoseconds since 1970 at which the oldest tick in the builder came in; 0 while it is empty. */
    public long ingestedNanos() {
        return ingestedNanos;
    }

    /**
     * Adds one tick; see {@link TickBatch} for the units.
     *
     * @throws IllegalStateException if the builder is full
     */
    public void add(int instrument, long sequence, long time, long price, long tickSize, long nowNanos) {
        if (size == capacity) {
            throw new IllegalStateException("the batch is full with " + capacity + " ticks");
        }
        if (size == instruments.length) {
            int grown = Math.min(capacity, size * 2);
            instruments = Arrays.copyOf(instruments, grown);
            columns = Arrays.copyOf(columns, grown * 4);
        }
        if (size == 0) {
            ingestedNanos = nowNanos;
        }
        instruments[size] = instrument;
        int at = size * 4;
        columns[at] = sequence;
        columns[at + 1] = time;
        columns[at + 2] = price;
        columns[at + 3] = tickSize;
        size++;
    }

    /** The collected ticks as a batch; the builder is empty afterwards. */
    public TickBatch build(BatchHeader header) {
        long[] sequences = new long[size];
        long[] times = new long[size];
        long[] prices = new long[size];
        long[] sizes = new long[size];
        for (int i = 0, at = 0; i < size; i++, at += 4) {
            sequences[i] = columns[at];
            times[i] = columns[at + 1];
            prices[i] = columns[at + 2];
            sizes[i] = columns[at + 3];
        }
        TickBatch batch = new TickBatch(header, Arrays.copyOf(instruments, size), sequences, times, prices, sizes);
        size = 0;
        ingestedNanos = 0;
        return batch;
    }
}
