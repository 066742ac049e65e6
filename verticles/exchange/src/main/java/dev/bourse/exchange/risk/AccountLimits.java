package dev.bourse.exchange.risk;

import dev.bourse.exchange.account.Ledger;

/**
 * The limits of each account over all instruments, and the count of its orders in the present second of the log's time.
 * A limit of 0 is none. They lie in the account's record, which is named by its address. One thread.
 */
public final class AccountLimits {
    /** The low 32 bits of the second (136 years until they come again), and the count. */
    private static final int RATE = Ledger.RISK;

    private static final int MAX_OPEN_ORDERS_AND_RATE = Ledger.RISK + 1;
    private static final int MAX_ORDER_QUANTITY = Ledger.LIMITS;
    private static final int MAX_ORDER_VALUE = Ledger.LIMITS + 1;
    private static final int MAX_POSITION = Ledger.LIMITS + 2;
    private static final int MAX_DAY_VOLUME = Ledger.LIMITS + 3;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Ledger ledger;

    /** Limits in the accounts' records. */
    public AccountLimits(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Sets all limits of an account; each is 0 (none) or more. */
    public void set(
            int account,
            int maxOpenOrders,
            int maxOrdersPerSecond,
            long maxOrderQuantity,
            long maxOrderValue,
            long maxPosition,
            long maxDayVolume) {
        ledger.set(account + MAX_OPEN_ORDERS_AND_RATE, ((long) maxOpenOrders << Integer.SIZE) | maxOrdersPerSecond);
        ledger.set(account + MAX_ORDER_QUANTITY, maxOrderQuantity);
        ledger.set(account + MAX_ORDER_VALUE, maxOrderValue);
        ledger.set(account + MAX_POSITION, maxPosition);
        ledger.set(account + MAX_DAY_VOLUME, maxDayVolume);
    }

    /** Most open orders, 0 for no limit. */
    public int maxOpenOrders(int account) {
        return (int) (ledger.get(account + MAX_OPEN_ORDERS_AND_RATE) >>> Integer.SIZE);
    }

    /** Most place and replace commands in a second, 0 for no limit. */
    public int maxOrdersPerSecond(int account) {
        return (int) ledger.get(account + MAX_OPEN_ORDERS_AND_RATE);
    }

    /** Most lots in an order, 0 for no limit. */
    public long maxOrderQuantity(int account) {
        return ledger.get(account + MAX_ORDER_QUANTITY);
    }

    /** Highest value of an order in quote units, 0 for no limit. */
    public long maxOrderValue(int account) {
        return ledger.get(account + MAX_ORDER_VALUE);
    }

    /** Most lots of an instrument's base asset owned or being bought, 0 for no limit. */
    public long maxPosition(int account) {
        return ledger.get(account + MAX_POSITION);
    }

    /** Most lots of an instrument traded or open in a day, 0 for no limit. */
    public long maxDayVolume(int account) {
        return ledger.get(account + MAX_DAY_VOLUME);
    }

    /** Whether the account may send no more orders in the second that {@code timestampMicros} lies in. */
    public boolean isRateReached(int account, long timestampMicros) {
        int most = maxOrdersPerSecond(account);
        if (most == 0) {
            return false;
        }
        long rate = ledger.get(account + RATE);
        return (rate >>> Integer.SIZE) == second(timestampMicros) && (int) rate >= most;
    }

    /** Counts an order that was taken; only accounts with a limit are counted. */
    public void countOrder(int account, long timestampMicros) {
        if (maxOrdersPerSecond(account) == 0) {
            return;
        }
        long rate = ledger.get(account + RATE);
        long second = second(timestampMicros);
        boolean same = (rate >>> Integer.SIZE) == second;
        ledger.set(account + RATE, same ? rate + 1 : (second << Integer.SIZE) | 1);
    }

    private static long second(long timestampMicros) {
        return (timestampMicros / MICROS_PER_SECOND) & 0xFFFF_FFFFL;
    }
}
