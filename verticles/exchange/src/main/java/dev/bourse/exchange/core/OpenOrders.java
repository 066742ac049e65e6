package dev.bourse.exchange.core;

import dev.bourse.exchange.account.Accounts;
import dev.bourse.exchange.matching.OrderStore;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.util.Arrays;

/**
 * What the core knows of each open order beside the book: whose it is, what is held for it, which fees it pays. A
 * record of eight longs (a cache line) for each, beside the book's record in the {@link OrderStore}, with a number that
 * is used again after the order's end.
 *
 * <p>An order id is a count of accepted orders in the high bits and the record's number in the low
 * {@value #NUMBER_BITS}: ids rise, are never used again, and lead to both records without a search. Orders of an
 * account are linked, newest first. Grows by doubling. One thread.
 */
final class OpenOrders {
    static final int NUMBER_BITS = 24;
    static final int MOST = (1 << NUMBER_BITS) - 1;

    private static final int ORDER_ID = 0;
    private static final int CLIENT_ORDER_ID = 1;
    /** The account's number; below it the flags, below these the instrument's number. */
    private static final int ACCOUNT_AND_INSTRUMENT = 2;

    private static final int NEWER_AND_OLDER = 3;
    private static final int EXPOSURE = 4;
    /** The limit that the held amount is reckoned with, or 0. */
    private static final int PRICE = 5;

    private static final int HELD = 6;
    /** Maker fee and taker fee, 16 bits each; below them the account's address. */
    private static final int FEES_AND_ACCOUNT = 7;

    static final int BUY = 1;
    static final int DAY = 2;
    static final int EXPIRES = 4;
    private static final int FLAGS_SHIFT = 16;
    private static final int INSTRUMENT_MASK = 0xFFFF;

    private final Accounts accounts;
    private final ClientOrderIndex byClientOrderId = new ClientOrderIndex(this);
    private final OrderStore store;
    private int[] free;
    private int freeCount;
    /** Records from here on were never used. */
    private int end;

    private int count;
    private long accepted;

    OpenOrders(Accounts accounts, OrderStore store, int expected) {
        this.accounts = accounts;
        this.store = store;
        free = new int[Math.max(64, expected)];
    }

    int count() {
        return count;
    }

    /** One above the highest record number in use. */
    int end() {
        return end;
    }

    boolean isFull() {
        return freeCount == 0 && end > MOST;
    }

    /** The id that the next order will get. */
    long nextOrderId() {
        int number = freeCount > 0 ? free[freeCount - 1] : end;
        return ((accepted + 1) << NUMBER_BITS) | number;
    }

    /** The number of an open order, or -1. */
    int find(long orderId) {
        int number = (int) orderId & MOST;
        return orderId > 0 && number < end && get(number, ORDER_ID) == orderId ? number : -1;
    }

    /** The number of an account's open order by the account's own id, or -1. */
    int findByClient(int accountId, long clientOrderId) {
        return byClientOrderId.find(accountId, clientOrderId);
    }

    /** Makes the record of {@link #nextOrderId}, of an account given with its address, and links it to the account. */
    int add(
            int accountId,
            int account,
            int instrumentId,
            long clientOrderId,
            int exposure,
            long price,
            int makerBps,
            int takerBps,
            int flags) {
        long orderId = nextOrderId();
        accepted++;
        int number = (int) orderId & MOST;
        if (freeCount > 0) {
            freeCount--;
        } else {
            end++;
            store.extendTo(end);
        }
        count++;
        int newest = accounts.newestOrder(account);
        set(number, ORDER_ID, orderId);
        set(number, CLIENT_ORDER_ID, clientOrderId);
        set(number, ACCOUNT_AND_INSTRUMENT, pack(accountId, (flags << FLAGS_SHIFT) | instrumentId));
        set(number, NEWER_AND_OLDER, pack(-1, newest));
        set(number, EXPOSURE, exposure);
        set(number, PRICE, price);
        set(number, HELD, 0);
        set(number, FEES_AND_ACCOUNT, pack((makerBps << Short.SIZE) | takerBps, account));
        if (newest >= 0) {
            set(newest, NEWER_AND_OLDER, pack(number, low(newest, NEWER_AND_OLDER)));
        }
        accounts.addOrder(account, number);
        byClientOrderId.add(number);
        return number;
    }

    /** Forgets an order. */
    void remove(int number) {
        byClientOrderId.remove(number);
        int account = account(number);
        int newer = high(number, NEWER_AND_OLDER);
        int older = low(number, NEWER_AND_OLDER);
        if (older >= 0) {
            set(older, NEWER_AND_OLDER, pack(newer, low(older, NEWER_AND_OLDER)));
        }
        if (newer >= 0) {
            set(newer, NEWER_AND_OLDER, pack(high(newer, NEWER_AND_OLDER), older));
        } else {
            accounts.setNewestOrder(account, older);
        }
        accounts.removeOrder(account);
        set(number, ORDER_ID, 0);
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, Math.multiplyExact(free.length, 2));
        }
        free[freeCount++] = number;
        count--;
    }

    /** Whether the record holds an open order. */
    boolean isOpen(int number) {
        return get(number, ORDER_ID) != 0;
    }

    long orderId(int number) {
        return get(number, ORDER_ID);
    }

    long clientOrderId(int number) {
        return get(number, CLIENT_ORDER_ID);
    }

    int accountId(int number) {
        return high(number, ACCOUNT_AND_INSTRUMENT);
    }

    int instrumentId(int number) {
        return low(number, ACCOUNT_AND_INSTRUMENT) & INSTRUMENT_MASK;
    }

    /** The address of the account. */
    int account(int number) {
        return low(number, FEES_AND_ACCOUNT);
    }

    /** The account's order placed before this one, or -1. */
    int older(int number) {
        return low(number, NEWER_AND_OLDER);
    }

    int exposure(int number) {
        return (int) get(number, EXPOSURE);
    }

    /** The limit that the held amount is reckoned with, 0 where it was fixed when the order came. */
    long price(int number) {
        return get(number, PRICE);
    }

    void setPrice(int number, long price) {
        set(number, PRICE, price);
    }

    /** Quote units of a buy, base units of a sell. */
    long held(int number) {
        return get(number, HELD);
    }

    void setHeld(int number, long held) {
        set(number, HELD, held);
    }

    int makerBps(int number) {
        return high(number, FEES_AND_ACCOUNT) >>> Short.SIZE;
    }

    int takerBps(int number) {
        return high(number, FEES_AND_ACCOUNT) & 0xFFFF;
    }

    boolean isBuy(int number) {
        return hasFlag(number, BUY);
    }

    boolean hasFlag(int number, int flag) {
        return (get(number, ACCOUNT_AND_INSTRUMENT) & (flag << FLAGS_SHIFT)) != 0;
    }

    /** Reads what an order's end will touch beside its record; for an open order. What is read means nothing. */
    long readNeighboursAhead(int number) {
        int older = low(number, NEWER_AND_OLDER);
        int newer = high(number, NEWER_AND_OLDER);
        return byClientOrderId.readAhead(accountId(number), clientOrderId(number))
                + store.readNeighboursAhead(number)
                + (older < 0 ? 0 : get(older, NEWER_AND_OLDER))
                + (newer < 0 ? 0 : get(newer, NEWER_AND_OLDER));
    }

    /** Where orders are found by their accounts' own ids. */
    ClientOrderIndex index() {
        return byClientOrderId;
    }

    /** Reads what a new order of an account will touch: the account's newest order, and the index. */
    long readNewestAhead(int account, int accountId, long clientOrderId) {
        int newest = accounts.newestOrder(account);
        return byClientOrderId.readAhead(accountId, clientOrderId) + (newest < 0 ? 0 : get(newest, NEWER_AND_OLDER));
    }

    void save(StateWriter out) {
        out.putLong(accepted);
        out.putLong(end);
        for (int number = 0; number < end; number++) {
            if (isOpen(number)) {
                for (int field = 0; field < OrderStore.WORDS; field++) {
                    out.putLong(get(number, field));
                }
            } else {
                out.putLong(0);
            }
        }
        out.putLong(freeCount);
        out.putInts(free, 0, freeCount);
    }

    void load(StateReader in) {
        accepted = in.getLong();
        end = in.getInt("order records", 0, MOST + 1);
        count = 0;
        int capacity = Math.max(64, Integer.highestOneBit(Math.max(1, end)) * 2);
        store.extendTo(end);
        byClientOrderId.clear(capacity);
        for (int number = 0; number < end; number++) {
            set(number, ORDER_ID, in.getLong());
            if (isOpen(number)) {
                for (int field = 1; field < OrderStore.WORDS; field++) {
                    set(number, field, in.getLong());
                }
                count++;
                byClientOrderId.add(number);
            }
        }
        freeCount = in.getInt("free order records", end - count, end - count);
        free = new int[capacity];
        in.getInts(free, 0, freeCount);
    }

    private long get(int number, int field) {
        return store.word(number, field);
    }

    private void set(int number, int field, long value) {
        store.setWord(number, field, value);
    }

    private int high(int number, int field) {
        return (int) (store.word(number, field) >> Integer.SIZE);
    }

    private int low(int number, int field) {
        return (int) store.word(number, field);
    }

    private static long pack(int high, int low) {
        return ((long) high << Integer.SIZE) | (low & 0xFFFFFFFFL);
    }
}
