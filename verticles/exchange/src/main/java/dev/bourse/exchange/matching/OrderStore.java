package dev.bourse.exchange.matching;

import java.util.Arrays;

/**
 * The open orders of one or many books: pooled records in one array, found by order id. Books of one thread may share a
 * store; then an order id is unique among all of them.
 *
 * <p>A record is eight longs, one cache line, at an <em>address</em> that is its index in {@link #records}. Address 0
 * is no order: its record is where writes to a neighbour that does not exist go, which spares the branch. The rare
 * fields of icebergs, stops and GTD orders lie at the same address in {@link #details}, which stays empty until one
 * comes.
 *
 * <p>Grows by doubling, and copies then: give the expected number of open orders where a pause of a copy matters.
 */
public final class OrderStore {
    /** The largest {@code bookId} of a book on a store. */
    public static final int MAX_BOOK_ID = (1 << 20) - 1;

    static final int STRIDE = 8;

    // Offsets in records.
    static final int ID = 0;
    static final int ACCOUNT = 1;
    static final int PRICE = 2;
    /** Open quantity that shows. */
    static final int OPEN = 3;
    /** Addresses of the order before (high half) and behind (low half) at the same level. */
    static final int LINKS = 4;
    /** Address of the level (high half), flags (low half). */
    static final int PLACE = 5;

    static final int FILLED = 6;
    static final int USER = 7;

    // Offsets in details.
    static final int HIDDEN = 0;
    static final int PEAK = 1;
    static final int STOP_PRICE = 2;
    static final int EXPIRY = 3;
    static final int HEAP_POSITION = 4;

    private static final int MINIMUM_CAPACITY = 64;

    long[] records;
    long[] details = {};

    private final OrderIndex index;
    private int freeHead;
    private int highWater;
    private int size;

    /** A store with room for so many open orders before it has to grow. */
    public OrderStore(int expectedOrders) {
        int capacity = Math.max(MINIMUM_CAPACITY, expectedOrders + 1);
        records = new long[Math.multiplyExact(capacity, STRIDE)];
        highWater = STRIDE;
        index = new OrderIndex(capacity);
    }

    /** How many orders are open. */
    public int size() {
        return size;
    }

    /** The address of an open order, or 0. */
    int find(long orderId) {
        return index.find(orderId, records);
    }

    /** Reads an order and its neighbours so that they are near when it is worked on; what is read means nothing. */
    public long readAhead(long orderId) {
        int order = find(orderId);
        long links = records[order + LINKS];
        return records[(int) (links >>> 32)] + records[(int) links] + records[order + ACCOUNT];
    }

    /** A record for an order that is not yet linked to a level; its details are all 0 where there are details. */
    int allocate(long orderId) {
        int order = freeHead;
        if (order != 0) {
            freeHead = (int) records[order];
        } else {
            order = highWater;
            if (order == records.length) {
                records = Arrays.copyOf(records, Math.multiplyExact(records.length, 2));
            }
            highWater += STRIDE;
        }
        size++;
        records[order + ID] = orderId;
        index.add(orderId, order, records);
        return order;
    }

    /** Gives a record back; its order id is no longer known. */
    void release(int order) {
        index.remove(records[order + ID], records);
        records[order] = freeHead;
        freeHead = order;
        size--;
    }

    /** Makes sure that the order has details, all 0. */
    void addDetails(int order) {
        if (details.length < records.length) {
            details = Arrays.copyOf(details, records.length);
        }
        Arrays.fill(details, order, order + STRIDE, 0);
    }

    /** Open quantity that does not show. */
    long hidden(int order) {
        return (records[order + PLACE] & OrderFlags.ICEBERG) == 0 ? 0 : details[order + HIDDEN];
    }

    /** All of the open quantity. */
    long remaining(int order) {
        return records[order + OPEN] + hidden(order);
    }

    /** How much an iceberg shows at a time; 0 for other orders. */
    long peak(int order) {
        return (records[order + PLACE] & OrderFlags.ICEBERG) == 0 ? 0 : details[order + PEAK];
    }

    int level(int order) {
        return (int) (records[order + PLACE] >>> 32);
    }

    int flags(int order) {
        return (int) records[order + PLACE];
    }

    Side side(int order) {
        return Side.of(flags(order) & OrderFlags.SIDE);
    }
}
