package dev.bourse.exchange.risk;

import dev.bourse.exchange.account.AccountTable;

/**
 * The limits of each account over all instruments, and the count of its orders in the present second of the log's time.
 * A limit of 0 is none. They lie in the account's record. One thread.
 */
public final class AccountLimits {
    private static final int RATE_SECOND = AccountTable.RISK;
    private static final int RATE_COUNT = AccountTable.RISK + 1;
    private static final int MAX_OPEN_ORDERS_AND_RATE = AccountTable.RISK + 2;
    private static final int MAX_ORDER_QUANTITY = AccountTable.RISK + 3;
    private static final int MAX_ORDER_VALUE = AccountTable.RISK + 4;
    private static final int MAX_POSITION = AccountTable.RISK + 5;
    private static final int MAX_DAY_VOLUME = AccountTable.RISK + 6;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final AccountTable table;

    /** Limits in the records of a table. */
    public AccountLimits(AccountTable table) {
        this.table = table;
    }

    /** Sets all limits of an account; each is 0 (none) or more. */
    public void set(
            int accountId,
            int maxOpenOrders,
            int maxOrdersPerSecond,
            long maxOrderQuantity,
            long maxOrderValue,
            long maxPosition,
            long maxDayVolume) {
        table.set(accountId, MAX_OPEN_ORDERS_AND_RATE, ((long) maxOpenOrders << Integer.SIZE) | maxOrdersPerSecond);
        table.set(accountId, MAX_ORDER_QUANTITY, maxOrderQuantity);
        table.set(accountId, MAX_ORDER_VALUE, maxOrderValue);
        table.set(accountId, MAX_POSITION, maxPosition);
        table.set(accountId, MAX_DAY_VOLUME, maxDayVolume);
    }

    /** Most open orders, 0 for no limit. */
    public int maxOpenOrders(int accountId) {
        return (int) (table.get(accountId, MAX_OPEN_ORDERS_AND_RATE) >>> Integer.SIZE);
    }

    /** Most place and replace commands in a second, 0 for no limit. */
    public int maxOrdersPerSecond(int accountId) {
        return (int) table.get(accountId, MAX_OPEN_ORDERS_AND_RATE);
    }

    /** Most lots in an order, 0 for no limit. */
    public long maxOrderQuantity(int accountId) {
        return table.get(accountId, MAX_ORDER_QUANTITY);
    }

    /** Highest value of an order in quote units, 0 for no limit. */
    public long maxOrderValue(int accountId) {
        return table.get(accountId, MAX_ORDER_VALUE);
    }

    /** Most lots of an instrument's base asset owned or being bought, 0 for no limit. */
    public long maxPosition(int accountId) {
        return table.get(accountId, MAX_POSITION);
    }

    /** Most lots of an instrument traded or open in a day, 0 for no limit. */
    public long maxDayVolume(int accountId) {
        return table.get(accountId, MAX_DAY_VOLUME);
    }

    /** Whether the account may send no more orders in the second that {@code timestampMicros} lies in. */
    public boolean isRateReached(int accountId, long timestampMicros) {
        int most = maxOrdersPerSecond(accountId);
        return most != 0
                && table.get(accountId, RATE_SECOND) == timestampMicros / MICROS_PER_SECOND
                && table.get(accountId, RATE_COUNT) >= most;
    }

    /** Counts an order that was taken; only accounts with a limit are counted. */
    public void countOrder(int accountId, long timestampMicros) {
        if (maxOrdersPerSecond(accountId) == 0) {
            return;
        }
        long second = timestampMicros / MICROS_PER_SECOND;
        if (table.get(accountId, RATE_SECOND) == second) {
            table.set(accountId, RATE_COUNT, table.get(accountId, RATE_COUNT) + 1);
        } else {
            table.set(accountId, RATE_SECOND, second);
            table.set(accountId, RATE_COUNT, 1);
        }
    }
}
