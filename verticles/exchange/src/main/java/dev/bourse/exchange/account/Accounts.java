package dev.bourse.exchange.account;

import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;

/**
 * The accounts: which exist, their verification state and kill switch, how many orders they have open, and the
 * reference of their last transfer. Account 0 is the exchange's own: it takes the fees, may withdraw, and never trades.
 * A closed account's number is not used again. One thread.
 */
public final class Accounts {
    /** The exchange's own account. */
    public static final int EXCHANGE = 0;

    private static final long KYC_MASK = 0xFF;
    private static final long OPEN = 1L << 8;
    private static final long KILLED = 1L << 9;
    private static final long CLOSED = 1L << 10;
    /** What the status of an account that may trade looks like. */
    private static final long MAY_TRADE = OPEN | Kyc.VERIFIED.value();

    private final AccountTable table = new AccountTable();
    private final ClientOrderIds clientOrderIds = new ClientOrderIds(table);

    /** Just the exchange's own account. */
    public Accounts() {
        table.extendTo(EXCHANGE);
        table.set(EXCHANGE, AccountTable.STATUS, MAY_TRADE);
    }

    /** The accounts' records, for the rules that keep their counters there. */
    public AccountTable table() {
        return table;
    }

    /** Which client order ids were used. */
    public ClientOrderIds clientOrderIds() {
        return clientOrderIds;
    }

    /** Whether an account of that number is open. */
    public boolean isOpen(int accountId) {
        return (status(accountId) & OPEN) != 0;
    }

    /** Why an account cannot get money, or {@link RejectReason#NULL_VAL}. */
    public RejectReason whyNotOpen(int accountId) {
        long status = status(accountId);
        if ((status & OPEN) != 0) {
            return RejectReason.NULL_VAL;
        }
        return (status & CLOSED) != 0 ? RejectReason.ACCOUNT_CLOSED : RejectReason.UNKNOWN_ACCOUNT;
    }

    /** Why an account cannot withdraw, or {@link RejectReason#NULL_VAL}. */
    public RejectReason whyNotVerified(int accountId) {
        RejectReason notOpen = whyNotOpen(accountId);
        if (notOpen != RejectReason.NULL_VAL) {
            return notOpen;
        }
        boolean verified = (status(accountId) & KYC_MASK) == Kyc.VERIFIED.value();
        return verified ? RejectReason.NULL_VAL : RejectReason.ACCOUNT_NOT_VERIFIED;
    }

    /** Why an account cannot trade, or {@link RejectReason#NULL_VAL}. */
    public RejectReason whyNotTrading(int accountId) {
        if (status(accountId) == MAY_TRADE && accountId != EXCHANGE) {
            return RejectReason.NULL_VAL;
        }
        if (accountId == EXCHANGE) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        RejectReason notVerified = whyNotVerified(accountId);
        return notVerified != RejectReason.NULL_VAL ? notVerified : RejectReason.ACCOUNT_KILLED;
    }

    /** Why an account of that number cannot be opened, or {@link RejectReason#NULL_VAL}. */
    public RejectReason whyNotNew(int accountId) {
        if (accountId <= EXCHANGE || accountId > AccountTable.MAX_ACCOUNT_ID) {
            return RejectReason.ACCOUNT_ID_OUT_OF_RANGE;
        }
        return status(accountId) == 0 ? RejectReason.NULL_VAL : RejectReason.ACCOUNT_EXISTS;
    }

    /** Opens an account. */
    public void open(int accountId) {
        table.extendTo(accountId);
        table.set(accountId, AccountTable.STATUS, OPEN | Kyc.NONE.value());
    }

    /** Closes an account. */
    public void close(int accountId) {
        table.set(accountId, AccountTable.STATUS, CLOSED | (status(accountId) & KYC_MASK));
    }

    /** The verification state. */
    public Kyc kyc(int accountId) {
        return Kyc.get((short) (status(accountId) & KYC_MASK));
    }

    /** Sets the verification state. */
    public void setKyc(int accountId, Kyc kyc) {
        table.set(accountId, AccountTable.STATUS, (status(accountId) & ~KYC_MASK) | kyc.value());
    }

    /** Whether the kill switch is engaged. */
    public boolean isKilled(int accountId) {
        return (status(accountId) & KILLED) != 0;
    }

    /** Engages or releases the kill switch. */
    public void setKilled(int accountId, boolean killed) {
        table.set(accountId, AccountTable.STATUS, killed ? status(accountId) | KILLED : status(accountId) & ~KILLED);
    }

    /** How many orders the account has open. */
    public long openOrders(int accountId) {
        return table.get(accountId, AccountTable.OPEN_ORDERS);
    }

    /** The number of the account's newest open order, or -1. */
    public int newestOrder(int accountId) {
        return (int) table.get(accountId, AccountTable.FIRST_ORDER) - 1;
    }

    /** Counts an order more or less, and remembers which is the newest (-1: none). */
    public void setOrders(int accountId, long openOrders, int newestOrder) {
        table.set(accountId, AccountTable.OPEN_ORDERS, openOrders);
        table.set(accountId, AccountTable.FIRST_ORDER, newestOrder + 1L);
    }

    /** The reference of the account's last transfer, 0 before the first. */
    public long lastReference(int accountId) {
        return table.get(accountId, AccountTable.LAST_REFERENCE);
    }

    /** Remembers the reference of a transfer. */
    public void setLastReference(int accountId, long reference) {
        table.set(accountId, AccountTable.LAST_REFERENCE, reference);
    }

    /** Writes all accounts. */
    public void save(StateWriter out) {
        table.save(out);
    }

    /** Replaces all accounts. */
    public void load(StateReader in) {
        table.load(in);
    }

    private long status(int accountId) {
        return accountId < 0 || accountId >= table.end() ? 0 : table.get(accountId, AccountTable.STATUS);
    }
}
