package dev.bourse.bench.matching;

/**
 * A window of all prices from the lowest to the highest that came, one entry a tick, with a hierarchy of bitmaps. The
 * quickest lookup that there is, for memory in proportion to the width of the book; it grows to any width that is asked
 * for, so one order far away makes it too large to exist.
 */
final class WindowLevels implements LevelIndex {
    private static final int MAXIMUM = 1 << 26;

    private long base;
    private int[] counts = {};
    private long[] words = {};
    private long[] summary = {};
    private long best = Long.MAX_VALUE;

    @Override
    public String name() {
        return "window with bitmaps";
    }

    @Override
    public long best() {
        return best;
    }

    @Override
    public void add(long key) {
        long offset = key - base;
        if (offset < 0 || offset >= counts.length) {
            grow(key);
            offset = key - base;
        }
        int at = (int) offset;
        counts[at]++;
        words[at >> 6] |= 1L << at;
        summary[at >> 12] |= 1L << (at >> 6);
        if (key < best) {
            best = key;
        }
    }

    @Override
    public void remove(long key) {
        int at = (int) (key - base);
        int left = --counts[at];
        long word = words[at >> 6] & ~((left == 0 ? 1L : 0L) << at);
        words[at >> 6] = word;
        if (word == 0) {
            summary[at >> 12] &= ~(1L << (at >> 6));
        }
        if (key == best && left == 0) {
            best = next(at);
        }
    }

    private long next(int from) {
        for (int i = from >> 12; i < summary.length; i++) {
            if (summary[i] != 0) {
                int word = (i << 6) + Long.numberOfTrailingZeros(summary[i]);
                return base + ((long) word << 6) + Long.numberOfTrailingZeros(words[word]);
            }
        }
        return Long.MAX_VALUE;
    }

    private void grow(long key) {
        long low = counts.length == 0 ? key : Math.min(key, base);
        long high = counts.length == 0 ? key : Math.max(key, base + counts.length - 1);
        long size = 1 << 12;
        long aligned = low & -4096L;
        while (high - aligned >= size) {
            size *= 2;
        }
        if (size > MAXIMUM) {
            throw new IllegalStateException("window of " + size + " prices, at most " + MAXIMUM + " fit");
        }
        int[] old = counts;
        long oldBase = base;
        base = aligned;
        counts = new int[(int) size];
        words = new long[(int) (size >> 6)];
        summary = new long[(int) (size >> 12)];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != 0) {
                int at = (int) (oldBase + i - base);
                counts[at] = old[i];
                words[at >> 6] |= 1L << at;
                summary[at >> 12] |= 1L << (at >> 6);
            }
        }
    }
}
