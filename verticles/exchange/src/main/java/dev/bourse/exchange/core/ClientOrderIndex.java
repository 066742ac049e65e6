package dev.bourse.exchange.core;

/**
 * Finds an open order by its account's own id. A table of numbers in lines of {@value #LINE}: an order is in the line
 * that its id is hashed to, or, where that was full, in one of the next; each line counts the orders that passed it by.
 * With a number stand eight bits of the hash. So an order that is added or removed touches one cache line beside its
 * record, and no other order's. One thread.
 */
final class ClientOrderIndex {
    static final int NONE = -1;

    private static final int LINE = 16;
    private static final int LEAST_LINES = 16;
    /** Lines begin here, so that they are cache lines where the array itself begins at one. */
    private static final int FIRST = 12;

    private final OpenOrders orders;
    /** The number of an order below eight bits of its hash that are not 0; or 0. */
    private int[] slots;

    private int[] passedBy;
    private int count;

    ClientOrderIndex(OpenOrders orders) {
        this.orders = orders;
        slots = new int[LEAST_LINES * LINE + FIRST];
        passedBy = new int[LEAST_LINES];
    }

    int find(int accountId, long clientOrderId) {
        long hash = hash(accountId, clientOrderId);
        int tag = tag(hash);
        int line = line(hash);
        while (true) {
            int first = FIRST + line * LINE;
            for (int i = begin(hash); i < begin(hash) + LINE; i++) {
                int slot = slots[first + (i & (LINE - 1))];
                int number = slot & OpenOrders.MOST;
                if ((slot & ~OpenOrders.MOST) == tag && matches(number, accountId, clientOrderId)) {
                    return number;
                }
            }
            if (passedBy[line] == 0) {
                return NONE;
            }
            line = next(line);
        }
    }

    int readAhead(int accountId, long clientOrderId) {
        return slots[FIRST + line(hash(accountId, clientOrderId)) * LINE];
    }

    /** The order that it most likely is, without a look at its record; a number that may be no order's if unsure. */
    int guess(int accountId, long clientOrderId) {
        long hash = hash(accountId, clientOrderId);
        int first = FIRST + line(hash) * LINE;
        int tag = tag(hash);
        for (int i = begin(hash); i < begin(hash) + LINE; i++) {
            int slot = slots[first + (i & (LINE - 1))];
            if ((slot & ~OpenOrders.MOST) == tag) {
                return slot & OpenOrders.MOST;
            }
        }
        return 0;
    }

    void add(int number) {
        if (++count > (slots.length - FIRST) / 2) {
            grow();
        }
        insert(slots, passedBy, number);
    }

    void remove(int number) {
        long hash = hash(orders.accountId(number), orders.clientOrderId(number));
        int slot = tag(hash) | number;
        int line = line(hash);
        while (!replace(slots, line, begin(hash), slot, 0)) {
            passedBy[line]--;
            line = next(line);
        }
        count--;
    }

    void clear(int expected) {
        int lines = Integer.highestOneBit(Math.max(LEAST_LINES, expected / LINE)) * 4;
        slots = new int[lines * LINE + FIRST];
        passedBy = new int[lines];
        count = 0;
    }

    private void grow() {
        int[] old = slots;
        slots = new int[(old.length - FIRST) * 2 + FIRST];
        passedBy = new int[passedBy.length * 2];
        for (int slot : old) {
            if (slot != 0) {
                insert(slots, passedBy, slot & OpenOrders.MOST);
            }
        }
    }

    private void insert(int[] into, int[] counts, int number) {
        long hash = hash(orders.accountId(number), orders.clientOrderId(number));
        int line = line(hash);
        while (!replace(into, line, begin(hash), 0, tag(hash) | number)) {
            counts[line]++;
            line = next(line);
        }
    }

    /**
     * Replaces a number in a line, which is searched from a place that depends on the hash; false if it is not there.
     */
    private static boolean replace(int[] in, int line, int begin, int what, int with) {
        int first = FIRST + line * LINE;
        for (int i = begin; i < begin + LINE; i++) {
            int at = first + (i & (LINE - 1));
            if (in[at] == what) {
                in[at] = with;
                return true;
            }
        }
        return false;
    }

    private boolean matches(int number, int accountId, long clientOrderId) {
        return orders.clientOrderId(number) == clientOrderId && orders.accountId(number) == accountId;
    }

    private int next(int line) {
        return (line + 1) & (passedBy.length - 1);
    }

    private int line(long hash) {
        return (int) (hash >>> 32) & (passedBy.length - 1);
    }

    private static int begin(long hash) {
        return (int) hash & (LINE - 1);
    }

    private static int tag(long hash) {
        int tag = (int) hash & ~OpenOrders.MOST;
        return tag == 0 ? OpenOrders.MOST + 1 : tag;
    }

    private static long hash(int accountId, long clientOrderId) {
        return (clientOrderId * 0x9E3779B97F4A7C15L + accountId) * 0xD6E8FEB86659FD93L;
    }
}
