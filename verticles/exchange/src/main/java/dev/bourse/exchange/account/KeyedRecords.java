package dev.bourse.exchange.account;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.util.Arrays;

/**
 * Records of a few longs each, one after another in an array, found by a key of one long. A record keeps its number for
 * ever, so whoever works with it again and again keeps the number. Field 0 is the key. Grows by doubling; finding and
 * changing allocate nothing. One thread.
 */
final class KeyedRecords {
    private static final int SMALLEST = 64;
    /** Records begin here, so that they fill whole cache lines where the array itself begins at one. */
    private static final int FIRST = 6;

    private final int width;
    /** The width and what a record needs more so as not to begin in one cache line and end in the next. */
    private final int stride;

    private long[] fields;
    /** Record number + 1, or 0; open addressing, at most half full. */
    private int[] buckets;

    private int shift;
    private int count;

    /** Records of {@code width} longs, key included; 2 to 8. */
    KeyedRecords(int width) {
        this.width = width;
        stride = Integer.highestOneBit(width - 1) * 2;
        fields = new long[SMALLEST * stride + FIRST];
        buckets = new int[2 * SMALLEST];
        shift = Long.SIZE - Integer.numberOfTrailingZeros(buckets.length);
    }

    /** How many records there are; they are numbered from 0. */
    int count() {
        return count;
    }

    /** The number of the record of a key, or -1. */
    int find(long key) {
        int mask = buckets.length - 1;
        int bucket = bucket(key);
        int record;
        while ((record = buckets[bucket]) != 0) {
            if (fields[at(record - 1)] == key) {
                return record - 1;
            }
            bucket = (bucket + 1) & mask;
        }
        return -1;
    }

    /** The number of the record of a key, made with zeros if it is new. */
    int findOrAdd(long key) {
        int found = find(key);
        return found >= 0 ? found : add(key);
    }

    /** A field of a record. */
    long get(int record, int field) {
        return fields[at(record) + field];
    }

    /** Sets a field of a record. */
    void set(int record, int field, long value) {
        fields[at(record) + field] = value;
    }

    /** Adds to a field of a record. */
    void add(int record, int field, long change) {
        fields[at(record) + field] += change;
    }

    /** Writes all records. */
    void save(StateWriter out) {
        out.putLong(count);
        for (int record = 0; record < count; record++) {
            out.putLongs(fields, at(record), at(record) + width);
        }
    }

    /** Replaces all records by those that were saved. */
    void load(StateReader in) {
        count = in.getInt("records", 0, Integer.MAX_VALUE / stride / 2);
        int capacity = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, count - 1)) << 1);
        fields = new long[capacity * stride + FIRST];
        for (int record = 0; record < count; record++) {
            in.getLongs(fields, at(record), at(record) + width);
        }
        index(2 * capacity);
    }

    private int add(long key) {
        if ((count + 1) * 2 > buckets.length) {
            fields = Arrays.copyOf(fields, Math.multiplyExact(fields.length - FIRST, 2) + FIRST);
            index(buckets.length * 2);
        }
        int record = count++;
        fields[at(record)] = key;
        insert(record);
        return record;
    }

    private void index(int length) {
        buckets = new int[length];
        shift = Long.SIZE - Integer.numberOfTrailingZeros(length);
        for (int record = 0; record < count; record++) {
            insert(record);
        }
    }

    private void insert(int record) {
        int mask = buckets.length - 1;
        int bucket = bucket(fields[at(record)]);
        while (buckets[bucket] != 0) {
            bucket = (bucket + 1) & mask;
        }
        buckets[bucket] = record + 1;
    }

    private int at(int record) {
        return record * stride + FIRST;
    }

    private int bucket(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> shift);
    }
}
