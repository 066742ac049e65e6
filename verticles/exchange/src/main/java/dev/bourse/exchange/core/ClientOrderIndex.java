package dev.bourse.exchange.core;

import java.util.Arrays;

/**
 * Finds an open order by its account's own id: chains of order records that start in a table of numbers, so that an
 * order that is looked up, added or removed touches four bytes beside its record. One thread.
 */
final class ClientOrderIndex {
    private static final int NONE = -1;

    private final OpenOrders orders;
    private int[] heads;
    private int count;

    ClientOrderIndex(OpenOrders orders) {
        this.orders = orders;
        heads = empty(64);
    }

    int find(int accountId, long clientOrderId) {
        int number = heads[head(accountId, clientOrderId)];
        while (number != NONE && !matches(number, accountId, clientOrderId)) {
            number = orders.chain(number);
        }
        return number;
    }

    int readAhead(int accountId, long clientOrderId) {
        return heads[head(accountId, clientOrderId)];
    }

    void add(int number) {
        if (++count > heads.length) {
            grow();
        }
        link(number);
    }

    void remove(int number) {
        int head = head(orders.accountId(number), orders.clientOrderId(number));
        int at = heads[head];
        if (at == number) {
            heads[head] = orders.chain(number);
        } else {
            while (orders.chain(at) != number) {
                at = orders.chain(at);
            }
            orders.setChain(at, orders.chain(number));
        }
        count--;
    }

    void clear(int expected) {
        heads = empty(Integer.highestOneBit(Math.max(64, expected)));
        count = 0;
    }

    private void grow() {
        int[] old = heads;
        heads = empty(old.length * 2);
        for (int head : old) {
            int number = head;
            while (number != NONE) {
                int next = orders.chain(number);
                link(number);
                number = next;
            }
        }
    }

    private void link(int number) {
        int head = head(orders.accountId(number), orders.clientOrderId(number));
        orders.setChain(number, heads[head]);
        heads[head] = number;
    }

    private boolean matches(int number, int accountId, long clientOrderId) {
        return orders.clientOrderId(number) == clientOrderId && orders.accountId(number) == accountId;
    }

    private int head(int accountId, long clientOrderId) {
        long mixed = (clientOrderId * 0x9E3779B97F4A7C15L + accountId) * 0xD6E8FEB86659FD93L;
        return (int) (mixed >>> 32) & (heads.length - 1);
    }

    private static int[] empty(int length) {
        int[] heads = new int[length];
        Arrays.fill(heads, NONE);
        return heads;
    }
}
