package dev.bourse.exchange.matching;

import java.util.Arrays;

/**
 * The open orders of one or many books: pooled records in one array, found by order id. Books of one thread may share a
 * store; then an order id is unique among all of them.
 *
 * <p>A store either finds orders by an index, whatever their ids are, or is {@link #numbered}: then an id carries the
 * number of its record in its low bits and leads there without a search, and behind each record lie {@value #WORDS}
 * longs that are the owner's own, found by the same number.
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

    /** How many longs of its own the owner of a numbered store has with each order. */
    public static final int WORDS = 8;

    static final int STRIDE = 8;
    /** Records begin here, so that they fill whole cache lines where the array itself begins at one. */
    private static final int FIRST = 14;

    // Offsets in records.
    static final int ID = 0;
    static final int ACCOUNT = 1;
    static final int PRICE = 2;
    /** Open quantity that shows. */
    static final int OPEN = 3;
    /**
     * Address of the level (high half) and of the order ahead there (low half). All orders of a level have the same
     * high half, so that a neighbour's word is stored whole, without a look at what it was: a line that is far away is
     * waited for when it is read, and not when it is written.
     */
    static final int LEVEL_AND_AHEAD = 4;
    /** Address of the order behind at the same level. */
    static final int BEHIND = 5;

    static final int FILLED = 6;
    /** The owner's number (high half), flags (low half). */
    static final int USER_AND_FLAGS = 7;

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
    /** The bits of an order id that are its record's number; 0 where the index knows. */
    private final int numberMask;

    private final int stride;
    private int freeHead;
    private int highWater;
    private int size;

    /** A store with room for so many open orders before it has to grow. */
    public OrderStore(int expectedOrders) {
        this(expectedOrders, 0, STRIDE, new OrderIndex(Math.max(MINIMUM_CAPACITY, expectedOrders + 1)));
    }

    private OrderStore(int expectedOrders, int numberMask, int stride, OrderIndex index) {
        this.index = index;
        this.numberMask = numberMask;
        this.stride = stride;
        highWater = FIRST;
        records = new long[Math.multiplyExact(Math.max(MINIMUM_CAPACITY, expectedOrders), stride) + FIRST];
    }

    /**
     * A store of orders whose ids, above 0, carry a number in their low bits that no other open order has; low numbers
     * are to be used first, for the store holds a record for each up to the highest.
     *
     * @param numberBits how many bits of the id are the number, up to 24
     */
    public static OrderStore numbered(int expectedOrders, int numberBits) {
        return new OrderStore(expectedOrders, (1 << numberBits) - 1, STRIDE + WORDS, new OrderIndex(1));
    }

    /** How many orders are open. */
    public int size() {
        return size;
    }

    /** The address of an open order, or 0. */
    int find(long orderId) {
        if (numberMask == 0) {
            return index.find(orderId, records);
        }
        int order = address(orderId);
        return order < records.length && records[order + ID] == orderId ? order : 0;
    }

    /** One of the owner's longs with an order; of a numbered store, for a number that is or was in use. */
    public long word(int number, int word) {
        return records[number * (STRIDE + WORDS) + FIRST + STRIDE + word];
    }

    /** Sets one of the owner's longs with an order; of a numbered store, for a number that is or was in use. */
    public void setWord(int number, int word, long value) {
        records[number * (STRIDE + WORDS) + FIRST + STRIDE + word] = value;
    }

    /** Reads an order of a numbered store so that it is near when it is needed; what is read means nothing. */
    public long readAhead(int number) {
        int order = number * (STRIDE + WORDS) + FIRST;
        return order < 0 || order >= records.length ? 0 : records[order + BEHIND] + records[order + STRIDE];
    }

    /** Makes room for the records of all numbers below one. */
    public void extendTo(int numbers) {
        int needed = Math.multiplyExact(numbers, stride) + FIRST;
        if (needed > records.length) {
            records = Arrays.copyOf(records, Math.max(needed, Math.multiplyExact(records.length - FIRST, 2) + FIRST));
        }
    }

    /** Forgets all orders. */
    public void clear() {
        index.clear();
        Arrays.fill(records, 0);
        Arrays.fill(details, 0);
        freeHead = 0;
        highWater = FIRST;
        size = 0;
    }

    /** A record for an order that is not yet linked to a level; its details are all 0 where there are details. */
    int allocate(long orderId) {
        size++;
        if (numberMask != 0) {
            int numbered = address(orderId);
            extendTo(((int) orderId & numberMask) + 1);
            records[numbered + ID] = orderId;
            return numbered;
        }
        int order = freeHead;
        if (order != 0) {
            freeHead = (int) records[order];
        } else {
            order = highWater;
            extendTo((order - FIRST) / STRIDE + 1);
            highWater += STRIDE;
        }
        records[order + ID] = orderId;
        index.add(orderId, order, records);
        return order;
    }

    /** Gives a record back; its order id is no longer known. */
    void release(int order) {
        size--;
        if (numberMask != 0) {
            records[order + ID] = 0;
            return;
        }
        index.remove(records[order + ID], records);
        records[order] = freeHead;
        freeHead = order;
    }

    /** What shows of the open quantity of an order, by its number in a numbered store. */
    public long open(int number) {
        return records[numbered(number) + OPEN];
    }

    /** The address of the record of a number in a numbered store. */
    int numbered(int number) {
        return number * (STRIDE + WORDS) + FIRST;
    }

    /** The number of an order of a numbered store. */
    int number(int order) {
        return (order - FIRST) / (STRIDE + WORDS);
    }

    private int address(long orderId) {
        return ((int) orderId & numberMask) * (STRIDE + WORDS) + FIRST;
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
        return (records[order + USER_AND_FLAGS] & OrderFlags.ICEBERG) == 0 ? 0 : details[order + HIDDEN];
    }

    /** All of the open quantity. */
    long remaining(int order) {
        return records[order + OPEN] + hidden(order);
    }

    /** How much an iceberg shows at a time; 0 for other orders. */
    long peak(int order) {
        return (records[order + USER_AND_FLAGS] & OrderFlags.ICEBERG) == 0 ? 0 : details[order + PEAK];
    }

    int level(int order) {
        return (int) (records[order + LEVEL_AND_AHEAD] >>> 32);
    }

    int user(int order) {
        return (int) (records[order + USER_AND_FLAGS] >>> 32);
    }

    int flags(int order) {
        return (int) records[order + USER_AND_FLAGS];
    }

    void setUserAndFlags(int order, int user, int flags) {
        records[order + USER_AND_FLAGS] = ((long) user << 32) | (flags & 0xFFFF_FFFFL);
    }

    Side side(int order) {
        return Side.of(flags(order) & OrderFlags.SIDE);
    }
}
