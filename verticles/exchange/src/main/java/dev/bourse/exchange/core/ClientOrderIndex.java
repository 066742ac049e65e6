package dev.bourse.exchange.core;

/**
 * Finds an open order by its account's own id. A table of numbers in lines of {@value #LINE}: an order is in the line
 * that its id is hashed to, or, where that was full, in one of the next; each line counts the orders that passed it by.
 * With a number stand eight bits of the hash, and an order's record knows its <em>slot</em>. So an order that is added
 * touches one cache line beside its record, and no other order's; the one that a removed order was in is written
 * without being read. One thread.
 */
final class ClientOrderIndex {
    static final int NONE = -1;

    private static final int LINE = 16;
    private static final int LEAST_LINES = 16;
    /** Lines begin here, so that they are cache lines where the array itself begins at one. */
    private static final int FIRST = 12;
    /** Of a slot: the order is not in the line that its id is hashed to. */
    private static final int AWAY = Integer.MIN_VALUE;

    private final OpenOrders orders;
    /** In each slot the number of an order below eight bits of its hash that are not 0; or 0. */
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
                int entry = slots[first + (i & (LINE - 1))];
                int number = entry & OpenOrders.MOST;
                if ((entry & ~OpenOrders.MOST) == tag && matches(number, accountId, clientOrderId)) {
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
            int entry = slots[first + (i & (LINE - 1))];
            if ((entry & ~OpenOrders.MOST) == tag) {
                return entry & OpenOrders.MOST;
            }
        }
        return 0;
    }

    /** Adds an order and gives its slot, which its record is to hold from now on. */
    int add(int number, int accountId, long clientOrderId) {
        if (++count > (slots.length - FIRST) / 2) {
            grow();
        }
        return insert(number, hash(accountId, clientOrderId));
    }

    void remove(int number, int slot) {
        slots[slot & ~AWAY] = 0;
        if (slot < 0) {
            leave(number, slot & ~AWAY);
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
        for (int entry : old) {
            if (entry != 0) {
                int number = entry & OpenOrders.MOST;
                orders.setSlot(number, insert(number, hash(number)));
            }
        }
    }

    /** Puts an order into a slot, and gives that. */
    private int insert(int number, long hash) {
        int entry = tag(hash) | number;
        int line = line(hash);
        int away = 0;
        while (true) {
            int first = FIRST + line * LINE;
            for (int i = begin(hash); i < begin(hash) + LINE; i++) {
                int at = first + (i & (LINE - 1));
                if (slots[at] == 0) {
                    slots[at] = entry;
                    return at | away;
                }
            }
            passedBy[line]++;
            line = next(line);
            away = AWAY;
        }
    }

    /** Counts an order no more that passed by the lines before its own. */
    private void leave(int number, int at) {
        int own = (at - FIRST) / LINE;
        for (int line = line(hash(number)); line != own; line = next(line)) {
            passedBy[line]--;
        }
    }

    private long hash(int number) {
        return hash(orders.accountId(number), orders.clientOrderId(number));
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
