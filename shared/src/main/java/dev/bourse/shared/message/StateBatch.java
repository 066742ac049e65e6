package dev.bourse.shared.message;

import java.util.Arrays;

/**
 * State records of one partition, one for each tick that changed a state, in the order of the ticks. The records stand
 * one after another in one array of longs, each as its {@link StateLayout} says.
 */
public final class StateBatch implements Batch {
    private final BatchHeader header;
    private final StateLayout layout;
    private final int stride;
    private final int[] instruments;
    private final long[] records;

    /** Takes the arrays as they are; nobody writes to them afterwards. */
    public StateBatch(BatchHeader header, StateLayout layout, int[] instruments, long[] records) {
        this.header = header;
        this.layout = layout;
        this.stride = layout.stride();
        this.instruments = instruments;
        this.records = records;
        if (records.length != instruments.length * stride) {
            throw new IllegalArgumentException(
                    records.length + " longs are not " + instruments.length + " records of " + stride);
        }
    }

    @Override
    public BatchHeader header() {
        return header;
    }

    public StateLayout layout() {
        return layout;
    }

    @Override
    public int size() {
        return instruments.length;
    }

    public int instrument(int index) {
        return instruments[index];
    }

    public long value(int index, StateField field) {
        return records[index * stride + field.ordinal()];
    }

    /** The value in a column as {@link StateLayout#column} numbers them. */
    public long value(int index, int column) {
        return records[index * stride + column];
    }

    /** Copies one whole record, for those who keep it. */
    public void copyRecord(int index, long[] target, int offset) {
        System.arraycopy(records, index * stride, target, offset, stride);
    }

    long[] records() {
        return records;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateBatch that
                && header.equals(that.header)
                && layout.equals(that.layout)
                && Arrays.equals(instruments, that.instruments)
                && Arrays.equals(records, that.records);
    }

    @Override
    public int hashCode() {
        return 31 * header.hashCode() + Arrays.hashCode(instruments);
    }

    @Override
    public String toString() {
        return "StateBatch[" + header + ", " + size() + " states]";
    }
}
