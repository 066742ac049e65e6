package dev.bourse.bench.matching;

import java.util.Arrays;

/**
 * The keys in a sorted array, the best at its end so that the moves near the touch are short; found by binary search.
 */
final class SortedLevels implements LevelIndex {
    private long[] keys = new long[64];
    private int[] counts = new int[64];
    private int size;

    @Override
    public String name() {
        return "sorted array";
    }

    @Override
    public long best() {
        return size == 0 ? Long.MAX_VALUE : ~keys[size - 1];
    }

    @Override
    public void add(long key) {
        int at = Arrays.binarySearch(keys, 0, size, ~key);
        if (at >= 0) {
            counts[at]++;
        } else {
            insert(~at, ~key);
        }
    }

    @Override
    public void remove(long key) {
        int at = Arrays.binarySearch(keys, 0, size, ~key);
        if (--counts[at] == 0) {
            System.arraycopy(keys, at + 1, keys, at, size - at - 1);
            System.arraycopy(counts, at + 1, counts, at, size - at - 1);
            size--;
        }
    }

    private void insert(int at, long key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        System.arraycopy(keys, at, keys, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        keys[at] = key;
        counts[at] = 1;
        size++;
    }
}
