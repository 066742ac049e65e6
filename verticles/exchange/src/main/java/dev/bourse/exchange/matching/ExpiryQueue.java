package dev.bourse.exchange.matching;

import java.util.Arrays;

/**
 * The orders of one book that end at a given moment, the earliest first: a binary heap whose positions the orders know,
 * so that any of them leaves in O(log n). Orders of the same moment leave by order id, whatever order they came in.
 */
final class ExpiryQueue {
    private final OrderStore store;
    private int[] heap = new int[16];
    private int size;

    ExpiryQueue(OrderStore store) {
        this.store = store;
    }

    /** The order to end first where its moment is not after this one, or 0. */
    int due(long nowMicros) {
        return size != 0 && store.details[heap[0] + OrderStore.EXPIRY] <= nowMicros ? heap[0] : 0;
    }

    /** Adds an order whose expiry stands in its details. */
    void add(int order) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        up(size++, order);
    }

    /** Removes an order that is in the queue. */
    void remove(int order) {
        int position = (int) store.details[order + OrderStore.HEAP_POSITION];
        int last = heap[--size];
        if (last == order) {
            return;
        }
        if (position > 0 && before(last, heap[(position - 1) >>> 1])) {
            up(position, last);
        } else {
            down(position, last);
        }
    }

    private void up(int from, int order) {
        int position = from;
        while (position > 0 && before(order, heap[(position - 1) >>> 1])) {
            put(position, heap[(position - 1) >>> 1]);
            position = (position - 1) >>> 1;
        }
        put(position, order);
    }

    private void down(int from, int order) {
        int position = from;
        int child = 2 * position + 1;
        while (child < size) {
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (before(order, heap[child])) {
                break;
            }
            put(position, heap[child]);
            position = child;
            child = 2 * position + 1;
        }
        put(position, order);
    }

    private void put(int position, int order) {
        heap[position] = order;
        store.details[order + OrderStore.HEAP_POSITION] = position;
    }

    private boolean before(int a, int b) {
        long expiryA = store.details[a + OrderStore.EXPIRY];
        long expiryB = store.details[b + OrderStore.EXPIRY];
        return expiryA != expiryB
                ? expiryA < expiryB
                : store.records[a + OrderStore.ID] < store.records[b + OrderStore.ID];
    }
}
