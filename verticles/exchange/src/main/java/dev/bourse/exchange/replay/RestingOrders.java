package dev.bourse.exchange.replay;

import java.util.Arrays;

/** The orders that rest, so that one can be drawn at random. Finds an order by the low bits of its id. One thread. */
final class RestingOrders {
    private static final int ABSENT = 0;

    private long[] orderIds;
    private int[] accounts;
    private int[] instruments;
    private boolean[] buys;
    /** By slot: position in {@link #slots} + 1, or 0. */
    private int[] positions;

    private int[] slots;
    private int count;

    RestingOrders(int expected) {
        int capacity = Math.max(64, expected);
        orderIds = new long[capacity];
        accounts = new int[capacity];
        instruments = new int[capacity];
        buys = new boolean[capacity];
        positions = new int[capacity];
        slots = new int[capacity];
    }

    int count() {
        return count;
    }

    /** The slot of the order at a position below {@link #count}. */
    int at(int position) {
        return slots[position];
    }

    long orderId(int slot) {
        return orderIds[slot];
    }

    int account(int slot) {
        return accounts[slot];
    }

    int instrument(int slot) {
        return instruments[slot];
    }

    boolean isBuy(int slot) {
        return buys[slot];
    }

    /** Adds an order, or nothing if it is there. */
    void add(long orderId, int account, int instrument, boolean buy) {
        int slot = SimulatedSession.slot(orderId);
        if (slot >= orderIds.length) {
            grow(slot);
        }
        if (positions[slot] == ABSENT) {
            slots[count] = slot;
            positions[slot] = ++count;
        }
        orderIds[slot] = orderId;
        accounts[slot] = account;
        instruments[slot] = instrument;
        buys[slot] = buy;
    }

    /** Removes an order if it is there. */
    void remove(long orderId) {
        int slot = SimulatedSession.slot(orderId);
        if (slot >= orderIds.length || positions[slot] == ABSENT || orderIds[slot] != orderId) {
            return;
        }
        int position = positions[slot] - 1;
        int last = slots[--count];
        slots[position] = last;
        positions[last] = position + 1;
        positions[slot] = ABSENT;
    }

    private void grow(int slot) {
        int capacity = Integer.highestOneBit(slot) * 2;
        orderIds = Arrays.copyOf(orderIds, capacity);
        accounts = Arrays.copyOf(accounts, capacity);
        instruments = Arrays.copyOf(instruments, capacity);
        buys = Arrays.copyOf(buys, capacity);
        positions = Arrays.copyOf(positions, capacity);
        slots = Arrays.copyOf(slots, capacity);
    }
}
