package dev.bourse.shared.message;

import java.util.Arrays;

/**
 * Ticks of one partition in the order in which the data stage accepted them. Column {@code i} of each array is one
 * tick: instrument id, the instrument's own gap-free sequence (from 1), event time in milliseconds since 1970, price
 * and size in the instrument's units.
 */
public final class TickBatch implements Batch {
    private final BatchHeader header;
    private final int[] instruments;
    private final long[] sequences;
    private final long[] times;
    private final long[] prices;
    private final long[] sizes;

    /** Takes the arrays as they are; all have the same length and nobody writes to them afterwards. */
    public TickBatch(
            BatchHeader header, int[] instruments, long[] sequences, long[] times, long[] prices, long[] sizes) {
        int size = instruments.length;
        if (sequences.length != size || times.length != size || prices.length != size || sizes.length != size) {
            throw new IllegalArgumentException("columns of different length in a batch of " + size + " ticks");
        }
        this.header = header;
        this.instruments = instruments;
        this.sequences = sequences;
        this.times = times;
        this.prices = prices;
        this.sizes = sizes;
    }

    @Override
    public BatchHeader header() {
        return header;
    }

    @Override
    public int size() {
        return instruments.length;
    }

    public int instrument(int index) {
        return instruments[index];
    }

    public long sequence(int index) {
        return sequences[index];
    }

    public long time(int index) {
        return times[index];
    }

    public long price(int index) {
        return prices[index];
    }

    public long size(int index) {
        return sizes[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TickBatch that
                && header.equals(that.header)
                && Arrays.equals(instruments, that.instruments)
                && Arrays.equals(sequences, that.sequences)
                && Arrays.equals(times, that.times)
                && Arrays.equals(prices, that.prices)
                && Arrays.equals(sizes, that.sizes);
    }

    @Override
    public int hashCode() {
        return 31 * header.hashCode() + Arrays.hashCode(instruments);
    }

    @Override
    public String toString() {
        return "TickBatch[" + header + ", " + size() + " ticks]";
    }
}
