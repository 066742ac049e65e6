package dev.bourse.exchange.core;

import dev.bourse.exchange.account.Accounts;
import dev.bourse.exchange.matching.OrderStore;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;

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
    /**
     * The account's address; below it the number of its next newer order, or -1. All orders of an account have the same
     * high half here, and in the word behind, so that a neighbour's word is stored whole without a look at what it was.
     */
    private static final int ACCOUNT_AND_NEWER = 2;
    /** The account's number; below it the number of its next older order, or -1. */
    private static final int ACCOUNT_ID_AND_OLDER = 3;
    /** Maker fee, taker fee, flags, the instrument's number: 16 bits each. */
    private static final int FEES_AND_INSTRUMENT = 4;
    /** The exposure; below it where the order is in the index. */
    private static final int EXPOSURE_AND_SLOT = 5;
    /** The limit that the held amount is reckoned with, or 0. */
    private static final int PRICE = 6;

    private static final int HELD = 7;

    static final int BUY = 1;
    static final int DAY = 2;
    static final int EXPIRES = 4;
    private static final int FLAGS_SHIFT = 16;
    private static final int INSTRUMENT_MASK = 0xFFFF;

    private final Accounts accounts;
    private final ClientOrderIndex byClientOrderId = new ClientOrderIndex(this);
    private final OrderStore store;
    private final FreeNumbers numbers;
    private int count;
    private long accepted;

    OpenOrders(Accounts accounts, OrderStore store, int expected) {
        this.accounts = accounts;
        this.store = store;
        numbers = new FreeNumbers(expected);
    }

    int count() {
        return count;
    }

    /** One above the highest record number in use. */
    int end() {
        return numbers.end();
    }

    boolean isFull() {
        return numbers.isFull(MOST);
    }

    /** The id that the next order will get. */
    long nextOrderId() {
        return ((accepted + 1) << NUMBER_BITS) | numbers.next();
    }

    /** The number of an open order, or -1. */
    int find(long orderId) {
        int number = (int) orderId & MOST;
        return orderId > 0 && number < end() && get(number, ORDER_ID) == orderId ? number : -1;
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
        numbers.take();
        store.extendTo(number + 1);
        count++;
        int newest = accounts.newestOrder(account);
        set(number, ORDER_ID, orderId);
        set(number, CLIENT_ORDER_ID, clientOrderId);
        set(number, ACCOUNT_AND_NEWER, pack(account, -1));
        set(number, ACCOUNT_ID_AND_OLDER, pack(accountId, newest));
        set(
                number,
                FEES_AND_INSTRUMENT,
                pack((makerBps << Short.SIZE) | takerBps, (flags << FLAGS_SHIFT) | instrumentId));
        set(number, PRICE, price);
        set(number, HELD, 0);
        if (newest >= 0) {
            set(newest, ACCOUNT_AND_NEWER, pack(account, number));
        }
        accounts.addOrder(account, number);
        set(number, EXPOSURE_AND_SLOT, pack(exposure, byClientOrderId.add(number, accountId, clientOrderId)));
        return number;
    }

    /** Forgets an order. */
    void remove(int number) {
        byClientOrderId.remove(number, low(number, EXPOSURE_AND_SLOT));
        int account = account(number);
        int newer = low(number, ACCOUNT_AND_NEWER);
        int older = low(number, ACCOUNT_ID_AND_OLDER);
        if (older >= 0) {
            set(older, ACCOUNT_AND_NEWER, get(number, ACCOUNT_AND_NEWER));
        }
        if (newer >= 0) {
            set(newer, ACCOUNT_ID_AND_OLDER, get(number, ACCOUNT_ID_AND_OLDER));
        } else {
            accounts.setNewestOrder(account, older);
        }
        accounts.removeOrder(account);
        set(number, ORDER_ID, 0);
        numbers.give(number);
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
        return high(number, ACCOUNT_ID_AND_OLDER);
    }

    int instrumentId(int number) {
        return low(number, FEES_AND_INSTRUMENT) & INSTRUMENT_MASK;
    }

    /** The address of the account. */
    int account(int number) {
        return high(number, ACCOUNT_AND_NEWER);
    }

    /** The account's order placed before this one, or -1. */
    int older(int number) {
        return low(number, ACCOUNT_ID_AND_OLDER);
    }

    int exposure(int number) {
        return high(number, EXPOSURE_AND_SLOT);
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
        return high(number, FEES_AND_INSTRUMENT) >>> Short.SIZE;
    }

    int takerBps(int number) {
        return high(number, FEES_AND_INSTRUMENT) & 0xFFFF;
    }

    boolean isBuy(int number) {
        return hasFlag(number, BUY);
    }

    boolean hasFlag(int number, int flag) {
        return (get(number, FEES_AND_INSTRUMENT) & (flag << FLAGS_SHIFT)) != 0;
    }

    /** Where orders are found by their accounts' own ids. */
    ClientOrderIndex index() {
        return byClientOrderId;
    }

    /** Says where an order is in the index, which moved it. */
    void setSlot(int number, int slot) {
        set(number, EXPOSURE_AND_SLOT, pack(exposure(number), slot));
    }

    void save(StateWriter out) {
        out.putLong(accepted);
        out.putLong(end());
        for (int number = 0; number < end(); number++) {
            out.putLong(get(number, ORDER_ID));
            if (isOpen(number)) {
                save(number, out);
            }
        }
        numbers.save(out);
    }

    void load(StateReader in) {
        accepted = in.getLong();
        int end = in.getInt("order records", 0, MOST + 1);
        count = 0;
        store.extendTo(end);
        byClientOrderId.clear(Math.max(64, Integer.highestOneBit(Math.max(1, end)) * 2));
        for (int number = 0; number < end; number++) {
            set(number, ORDER_ID, in.getLong());
            if (isOpen(number)) {
                load(number, in);
                count++;
            }
        }
        numbers.load(in, count, end);
    }

    /** The index is not written, and so neither is where an order is in it. */
    private void save(int number, StateWriter out) {
        out.putLong(clientOrderId(number));
        out.putLong(pack(accountId(number), low(number, FEES_AND_INSTRUMENT)));
        out.putLong(pack(low(number, ACCOUNT_AND_NEWER), older(number)));
        out.putLong(exposure(number));
        out.putLong(price(number));
        out.putLong(held(number));
        out.putLong(pack(high(number, FEES_AND_INSTRUMENT), account(number)));
    }

    private void load(int number, StateReader in) {
        long clientOrderId = in.getLong();
        long accountAndInstrument = in.getLong();
        long newerAndOlder = in.getLong();
        long exposure = in.getLong();
        long price = in.getLong();
        long held = in.getLong();
        long feesAndAccount = in.getLong();
        int accountId = (int) (accountAndInstrument >> Integer.SIZE);
        set(number, CLIENT_ORDER_ID, clientOrderId);
        set(number, ACCOUNT_AND_NEWER, pack((int) feesAndAccount, (int) (newerAndOlder >> Integer.SIZE)));
        set(number, ACCOUNT_ID_AND_OLDER, pack(accountId, (int) newerAndOlder));
        set(number, FEES_AND_INSTRUMENT, pack((int) (feesAndAccount >> Integer.SIZE), (int) accountAndInstrument));
        set(number, PRICE, price);
        set(number, HELD, held);
        set(number, EXPOSURE_AND_SLOT, pack((int) exposure, byClientOrderId.add(number, accountId, clientOrderId)));
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
