package dev.bourse.exchange.account;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.util.Arrays;

/**
 * Records of a few longs each, one after another in an array, found by a key of one long. A record keeps its number for
 * ever, so whoever works with it again and again keeps the number. Field 0 is the key. Grows by doubling; finding and
 * changing allocate nothing. One thread.
 */
public final class KeyedRecords {
    private static final int SMALLEST = 64;

    private final int stride;
    private long[] fields;
    /** Record number + 1, or 0; open addressing, at most half full. */
    private int[] buckets;

    private int shift;
    private int count;

    /** Records of {@code stride} longs, key included. */
    public KeyedRecords(int stride) {
        this.stride = stride;
        fields = new long[SMALLEST * stride];
        buckets = new int[2 * SMALLEST];
        shift = Long.SIZE - Integer.numberOfTrailingZeros(buckets.length);
    }

    /** How many records there are; they are numbered from 0. */
    public int count() {
        return count;
    }

    /** The number of the record of a key, or -1. */
    public int find(long key) {
        int mask = buckets.length - 1;
        int bucket = bucket(key);
        int record;
        while ((record = buckets[bucket]) != 0) {
            if (fields[(record - 1) * stride] == key) {
                return record - 1;
            }
            bucket = (bucket + 1) & mask;
        }
        return -1;
    }

    /**
     * Reads where a key's record would be found first, so that it is near when it is looked for; a field of it, or 0.
     */
    public long readAhead(long key, int field) {
        int record = buckets[bucket(key)];
        return record == 0 ? 0 : fields[(record - 1) * stride + field];
    }

    /** The number of the record of a key, made with zeros if it is new. */
    public int findOrAdd(long key) {
        int found = find(key);
        return found >= 0 ? found : add(key);
    }

    /** A field of a record. */
    public long get(int record, int field) {
        return fields[record * stride + field];
    }

    /** Sets a field of a record. */
    public void set(int record, int field, long value) {
        fields[record * stride + field] = value;
    }

    /** Adds to a field of a record. */
    public void add(int record, int field, long change) {
        fields[record * stride + field] += change;
    }

    /** Writes all records. */
    public void save(StateWriter out) {
        out.putLong(count);
        out.putLongs(fields, 0, count * stride);
    }

    /** Replaces all records by those that were saved. */
    public void load(StateReader in) {
        count = in.getInt("records", 0, Integer.MAX_VALUE / stride / 2);
        int capacity = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, count - 1)) << 1);
        fields = new long[capacity * stride];
        in.getLongs(fields, 0, count * stride);
        index(2 * capacity);
    }

    private int add(long key) {
        if ((count + 1) * 2 > buckets.length) {
            fields = Arrays.copyOf(fields, Math.multiplyExact(fields.length, 2));
            index(buckets.length * 2);
        }
        int record = count++;
        fields[record * stride] = key;
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
        int bucket = bucket(fields[record * stride]);
        while (buckets[bucket] != 0) {
            bucket = (bucket + 1) & mask;
        }
        buckets[bucket] = record + 1;
    }

    private int bucket(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> shift);
    }
}
