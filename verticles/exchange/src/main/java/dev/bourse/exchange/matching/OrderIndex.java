package dev.bourse.exchange.matching;

import java.util.Arrays;

/**
 * Finds an order's record by its id: open addressing with linear probing. The table holds record numbers only; the id
 * to compare with stands in the record, which the caller is about to read anyway. Removal shifts the entries behind
 * back instead of leaving a tombstone, so that lookups stay short for ever.
 */
final class OrderIndex {
    /** 2^64 divided by the golden ratio: spreads consecutive ids evenly, and strided ones too. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private static final int SLOTS_PER_ENTRY = 2;

    private int[] table;
    private int shift;
    private int size;

    OrderIndex(int expectedEntries) {
        int slots = Integer.highestOneBit(Math.max(16, expectedEntries) * 2 - 1) * SLOTS_PER_ENTRY;
        table = new int[slots];
        shift = Long.numberOfLeadingZeros(slots) + 1;
    }

    /** The address of the record with this id, or 0. */
    int find(long orderId, long[] records) {
        int[] slots = table;
        int mask = slots.length - 1;
        int slot = (int) ((orderId * MULTIPLIER) >>> shift);
        int order = slots[slot & mask];
        while (order != 0 && records[order] != orderId) {
            slot++;
            order = slots[slot & mask];
        }
        return order;
    }

    /** Adds an id that is not in the index. */
    void add(long orderId, int order, long[] records) {
        if (++size * SLOTS_PER_ENTRY > table.length) {
            grow(records);
        }
        insert(orderId, order);
    }

    private void insert(long orderId, int order) {
        int mask = table.length - 1;
        int slot = (int) ((orderId * MULTIPLIER) >>> shift);
        while (table[slot & mask] != 0) {
            slot++;
        }
        table[slot & mask] = order;
    }

    /** Removes an id that is in the index. */
    void remove(long orderId, long[] records) {
        int[] slots = table;
        int mask = slots.length - 1;
        int hole = (int) ((orderId * MULTIPLIER) >>> shift) & mask;
        while (records[slots[hole]] != orderId) {
            hole = (hole + 1) & mask;
        }
        int slot = (hole + 1) & mask;
        int order = slots[slot];
        while (order != 0) {
            int home = (int) ((records[order] * MULTIPLIER) >>> shift) & mask;
            // The entry may go back to the hole unless its home lies behind the hole.
            if (((slot - home) & mask) >= ((slot - hole) & mask)) {
                slots[hole] = order;
                hole = slot;
            }
            slot = (slot + 1) & mask;
            order = slots[slot];
        }
        slots[hole] = 0;
        size--;
    }

    void clear() {
        Arrays.fill(table, 0);
        size = 0;
    }

    private void grow(long[] records) {
        int[] old = table;
        table = new int[Math.multiplyExact(old.length, 2)];
        shift--;
        for (int order : old) {
            if (order != 0) {
                insert(records[order], order);
            }
        }
    }
}
