package dev.bourse.standalone.chaos;

import java.util.Arrays;

/** Longs in the order in which they came. Used by one thread at a time. */
final class LongList {
    private long[] values = new long[64];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    long get(int index) {
        return values[index];
    }

    /** Where the two begin to differ, -1 where they do not. */
    static int mismatch(LongList one, LongList other) {
        return Arrays.mismatch(one.values, 0, one.size, other.values, 0, other.size);
    }
}
