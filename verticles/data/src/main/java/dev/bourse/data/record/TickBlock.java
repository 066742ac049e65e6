package dev.bourse.data.record;

/**
 * Up to {@link #CAPACITY} ticks in columns, handed from the thread that reads to the one that works. One thread owns it
 * at a time. Column {@code i} is one tick; see {@link TickSink} for the units.
 */
public final class TickBlock {
    /** The most ticks in a block. */
    public static final int CAPACITY = 4096;

    private final int[] instruments = new int[CAPACITY];
    private final long[] times = new long[CAPACITY];
    private final long[] prices = new long[CAPACITY];
    private final long[] sizes = new long[CAPACITY];
    private final long[] records = new long[CAPACITY];
    private int size;
    private long startByte;
    private long recordsBefore;

    public int size() {
        return size;
    }

    public boolean isFull() {
        return size == CAPACITY;
    }

    public int instrument(int index) {
        return instruments[index];
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

    /** The number, from 1, of the record that the tick came from. */
    public long record(int index) {
        return records[index];
    }

    /**
     * Where reading can begin anew to meet all records of this block: a byte of the source, with {@link #recordsBefore}
     * records in front of it. Both are 0 where only its beginning will do.
     */
    public long startByte() {
        return startByte;
    }

    /** See {@link #startByte}. */
    public long recordsBefore() {
        return recordsBefore;
    }

    /** Says {@link #startByte} and {@link #recordsBefore}. */
    public void startsAt(long atByte, long afterRecords) {
        startByte = atByte;
        recordsBefore = afterRecords;
    }

    /** Appends a tick; the block must not be full. */
    public void add(int instrument, long time, long price, long tickSize, long record) {
        instruments[size] = instrument;
        times[size] = time;
        prices[size] = price;
        sizes[size] = tickSize;
        records[size] = record;
        size++;
    }

    /** Empties it. */
    public void clear() {
        size = 0;
    }
}
