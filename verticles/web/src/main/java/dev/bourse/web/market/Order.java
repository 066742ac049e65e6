package dev.bourse.web.market;

import java.util.Arrays;

/** The rows of one query in their order, shared by all clients that ask the same. */
public final class Order {
    private final RowQuery query;
    private int[] slots = new int[0];
    private int count;
    private long version;
    private int users;
    private long listingVersion = -1;
    private long marketVersion = -1;
    private long sortedAtMillis;

    Order(RowQuery query) {
        this.query = query;
    }

    public RowQuery query() {
        return query;
    }

    /** Grows whenever the rows or their order change. */
    public long version() {
        return version;
    }

    /** How many rows match. */
    public int count() {
        return count;
    }

    /** The slot of the row at that place, 0 to {@code count - 1}. */
    public int slot(int place) {
        return slots[place];
    }

    void acquire() {
        users++;
    }

    /** True where nobody uses it any more. */
    boolean release() {
        return --users == 0;
    }

    /** Brings the order up to date, if it can have changed and is not too fresh to move. */
    void refresh(MarketView market, SlotSorter sorter, long nowMillis, long orderMillis) {
        boolean relisted = listingVersion != market.listingVersion();
        boolean moved = query.sort() != Sort.SYMBOL
                && marketVersion != market.version()
                && Math.abs(nowMillis - sortedAtMillis) >= orderMillis;
        if (!relisted && !moved) {
            return;
        }
        int[] next = relisted ? matching(market.listing()) : Arrays.copyOf(slots, count);
        if (query.sort() == Sort.SYMBOL) {
            if (query.descending()) {
                reverse(next);
            }
        } else {
            sorter.sort(next, market, query.sort(), query.descending());
        }
        if (relisted || !Arrays.equals(next, slots)) {
            slots = next;
            count = next.length;
            version++;
        }
        listingVersion = market.listingVersion();
        marketVersion = market.version();
        sortedAtMillis = nowMillis;
    }

    private int[] matching(Listing listing) {
        int[] all = listing.bySymbol();
        int[] matching = new int[all.length];
        int found = 0;
        for (int slot : all) {
            if (query.search().isEmpty() || listing.matches(slot, query.search())) {
                matching[found++] = slot;
            }
        }
        return Arrays.copyOf(matching, found);
    }

    private static void reverse(int[] values) {
        for (int i = 0, j = values.length - 1; i < j; i++, j--) {
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }
}
