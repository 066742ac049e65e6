package dev.bourse.web.market;

/**
 * Sorts slots by a value of their rows, equal ones by symbol: a merge sort over flat arrays that leaves alone what is
 * in order already, since mostly nearly all of it is. Its working space is kept from call to call.
 */
final class SlotSorter {
    /** Up to so many are sorted by insertion. */
    private static final int SMALL = 12;

    private long[] keys = new long[0];
    private int[] work = new int[0];
    private int[] ranks = new int[0];

    void sort(int[] slots, MarketView market, Sort sort, boolean descending) {
        int size = market.listing().size();
        if (keys.length < size) {
            keys = new long[size];
            work = new int[size];
        }
        ranks = market.listing().ranks();
        for (int slot : slots) {
            keys[slot] = key(market, slot, sort, descending);
        }
        sort(slots, 0, slots.length);
    }

    /** Rows without a tick have the largest key in both directions. */
    private static long key(MarketView market, int slot, Sort sort, boolean descending) {
        if (!market.hasTick(slot)) {
            return Long.MAX_VALUE;
        }
        long key = sort.key(market, slot);
        return descending ? -key : key;
    }

    private void sort(int[] slots, int from, int to) {
        if (to - from <= SMALL) {
            insertionSort(slots, from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(slots, from, middle);
        sort(slots, middle, to);
        if (before(slots[middle], slots[middle - 1])) {
            merge(slots, from, middle, to);
        }
    }

    private void insertionSort(int[] slots, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int slot = slots[i];
            int j = i;
            while (j > from && before(slot, slots[j - 1])) {
                slots[j] = slots[j - 1];
                j--;
            }
            slots[j] = slot;
        }
    }

    private void merge(int[] slots, int from, int middle, int to) {
        int left = middle - from;
        System.arraycopy(slots, from, work, 0, left);
        int target = from;
        int i = 0;
        int j = middle;
        while (i < left && j < to) {
            slots[target++] = before(slots[j], work[i]) ? slots[j++] : work[i++];
        }
        System.arraycopy(work, i, slots, target, left - i);
    }

    private boolean before(int slot, int other) {
        long key = keys[slot];
        long otherKey = keys[other];
        return key != otherKey ? key < otherKey : ranks[slot] < ranks[other];
    }
}
