package dev.bourse.exchange.core;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.util.Arrays;

/**
 * When orders expire: a binary heap of times and order ids, the earliest first, at the same time the lower id first. An
 * order that ended otherwise stays in the heap until its time comes or the heap is swept, which happens when more than
 * half of it may be such. One thread.
 */
final class Expiries {
    private final OpenOrders orders;
    private long[] times = new long[64];
    private long[] orderIds = new long[64];
    private int size;
    /** How many orders in the heap are still open. */
    private int live;

    Expiries(OpenOrders orders) {
        this.orders = orders;
    }

    void add(long time, long orderId) {
        live++;
        if (size > 64 && size > 2 * live) {
            sweep();
        }
        push(time, orderId);
    }

    /** An order with a time ended. */
    void ended() {
        live--;
    }

    /** The time of the first order, or the end of time. */
    long first() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    /** Takes the first order out and gives its id; it may have ended before. */
    long pop() {
        long orderId = orderIds[0];
        size--;
        long time = times[size];
        long last = orderIds[size];
        sink(0, time, last);
        return orderId;
    }

    /** Writes the open orders' times, first to last. */
    void save(StateWriter out) {
        sweep();
        out.putLong(size);
        for (int i = 0; i < size; i++) {
            out.putLong(times[i]);
            out.putLong(orderIds[i]);
        }
    }

    void load(StateReader in) {
        int saved = in.getInt("expiries", 0, OpenOrders.MOST);
        size = 0;
        for (int i = 0; i < saved; i++) {
            push(in.getLong(), in.getLong());
        }
        live = saved;
    }

    /** Keeps the open orders alone, sorted: a sorted array is a heap, and the same for the same orders. */
    private void sweep() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (orders.find(orderIds[i]) >= 0) {
                times[kept] = times[i];
                orderIds[kept++] = orderIds[i];
            }
        }
        size = kept;
        for (int end = size / 2 - 1; end >= 0; end--) {
            sink(end, times[end], orderIds[end]);
        }
        for (int end = size - 1; end > 0; end--) {
            long time = times[end];
            long orderId = orderIds[end];
            times[end] = times[0];
            orderIds[end] = orderIds[0];
            int whole = size;
            size = end;
            sink(0, time, orderId);
            size = whole;
        }
        reverse();
    }

    private void reverse() {
        for (int low = 0, high = size - 1; low < high; low++, high--) {
            long time = times[low];
            times[low] = times[high];
            times[high] = time;
            long orderId = orderIds[low];
            orderIds[low] = orderIds[high];
            orderIds[high] = orderId;
        }
    }

    private void push(long time, long orderId) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            orderIds = Arrays.copyOf(orderIds, size * 2);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isBefore(time, orderId, times[parent], orderIds[parent])) {
                break;
            }
            times[at] = times[parent];
            orderIds[at] = orderIds[parent];
            at = parent;
        }
        times[at] = time;
        orderIds[at] = orderId;
    }

    private void sink(int from, long time, long orderId) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && isBefore(times[child + 1], orderIds[child + 1], times[child], orderIds[child])) {
                child++;
            }
            if (!isBefore(times[child], orderIds[child], time, orderId)) {
                break;
            }
            times[at] = times[child];
            orderIds[at] = orderIds[child];
            at = child;
        }
        if (at < size) {
            times[at] = time;
            orderIds[at] = orderId;
        }
    }

    private static boolean isBefore(long time, long orderId, long otherTime, long otherOrderId) {
        return time < otherTime || (time == otherTime && orderId < otherOrderId);
    }
}
