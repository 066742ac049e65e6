package dev.bourse.exchange.account;

import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.RejectReason;

/**
 * The accounts: which exist, their verification state and kill switch, how many orders they have open, and the
 * reference of their last transfer. Account 0 is the exchange's own: it takes the fees, may withdraw, and never trades.
 * A closed account's number is not used again.
 *
 * <p>An account is looked up once, by {@link #find}, and named by its address in the {@link Ledger} then. One thread.
 */
public final class Accounts {
    /** The exchange's own account. */
    public static final int EXCHANGE = 0;

    private static final long KYC_MASK = 0xFF;
    private static final long OPEN = 1L << 8;
    private static final long KILLED = 1L << 9;
    private static final long CLOSED = 1L << 10;
    private static final long STATUS_MASK = 0xFFFF;
    private static final int ASSET_SHIFT = 16;
    private static final long ASSET_MASK = 0xFFFFL << ASSET_SHIFT;
    private static final long LOW = 0xFFFF_FFFFL;
    /** What the status of an account that may trade looks like. */
    private static final long MAY_TRADE = OPEN | Kyc.VERIFIED.value();

    private final Ledger ledger = new Ledger();
    private final ClientOrderIds clientOrderIds = new ClientOrderIds(ledger);

    /** Just the exchange's own account. */
    public Accounts() {
        setStatus(ledger.addAccount(EXCHANGE), MAY_TRADE);
    }

    /** The accounts' records, for balances and for the rules that keep their counters there. */
    public Ledger ledger() {
        return ledger;
    }

    /** Which client order ids were used. */
    public ClientOrderIds clientOrderIds() {
        return clientOrderIds;
    }

    /** The address of an account by its number, whatever that is; {@link Ledger#NONE} where there never was one. */
    public int find(int accountId) {
        return ledger.account(accountId);
    }

    /** The number of an account. */
    public int accountId(int account) {
        return (int) (ledger.get(account + Ledger.STATUS) >>> Integer.SIZE) & Ledger.MAX_ACCOUNT_ID;
    }

    /** Whether the account is open. */
    public boolean isOpen(int account) {
        return (status(account) & OPEN) != 0;
    }

    /** Why an account cannot get money, or {@link RejectReason#NULL_VAL}. */
    public RejectReason whyNotOpen(int account) {
        long status = status(account);
        if ((status & OPEN) != 0) {
            return RejectReason.NULL_VAL;
        }
        return (status & CLOSED) != 0 ? RejectReason.ACCOUNT_CLOSED : RejectReason.UNKNOWN_ACCOUNT;
    }

    /** Why an account cannot withdraw, or {@link RejectReason#NULL_VAL}. */
    public RejectReason whyNotVerified(int account) {
        RejectReason notOpen = whyNotOpen(account);
        if (notOpen != RejectReason.NULL_VAL) {
            return notOpen;
        }
        boolean verified = (status(account) & KYC_MASK) == Kyc.VERIFIED.value();
        return verified ? RejectReason.NULL_VAL : RejectReason.ACCOUNT_NOT_VERIFIED;
    }

    /** Why an account, given with its number, cannot trade, or {@link RejectReason#NULL_VAL}. */
    public RejectReason whyNotTrading(int account, int accountId) {
        return status(account) == MAY_TRADE && accountId != EXCHANGE
                ? RejectReason.NULL_VAL
                : reasonNotTrading(account, accountId);
    }

    /** Why an account of that number cannot be opened, or {@link RejectReason#NULL_VAL}. */
    public RejectReason whyNotNew(int accountId) {
        if (accountId <= EXCHANGE || accountId > Ledger.MAX_ACCOUNT_ID) {
            return RejectReason.ACCOUNT_ID_OUT_OF_RANGE;
        }
        return find(accountId) == Ledger.NONE ? RejectReason.NULL_VAL : RejectReason.ACCOUNT_EXISTS;
    }

    /** Opens an account. */
    public void open(int accountId) {
        setStatus(ledger.addAccount(accountId), OPEN | Kyc.NONE.value());
    }

    /** Closes an account. */
    public void close(int account) {
        setStatus(account, CLOSED | (status(account) & KYC_MASK));
    }

    /** The verification state. */
    public Kyc kyc(int account) {
        return Kyc.get((short) (status(account) & KYC_MASK));
    }

    /** Sets the verification state. */
    public void setKyc(int account, Kyc kyc) {
        setStatus(account, (status(account) & ~KYC_MASK) | kyc.value());
    }

    /** Whether the kill switch is engaged. */
    public boolean isKilled(int account) {
        return (status(account) & KILLED) != 0;
    }

    /** Engages or releases the kill switch. */
    public void setKilled(int account, boolean killed) {
        setStatus(account, killed ? status(account) | KILLED : status(account) & ~KILLED);
    }

    /** How many orders the account has open. */
    public int openOrders(int account) {
        return (int) (ledger.get(account + Ledger.ORDERS) >>> Integer.SIZE);
    }

    /** The number of the account's newest open order, or -1. */
    public int newestOrder(int account) {
        return (int) ledger.get(account + Ledger.ORDERS) - 1;
    }

    /** Counts an order more, which is now the newest. */
    public void addOrder(int account, int order) {
        int at = account + Ledger.ORDERS;
        ledger.set(at, (ledger.get(at) & ~LOW) + (1L << Integer.SIZE) + order + 1);
    }

    /** Counts an order less. */
    public void removeOrder(int account) {
        ledger.add(account + Ledger.ORDERS, -1L << Integer.SIZE);
    }

    /** Says which of the account's open orders is the newest (-1: none). */
    public void setNewestOrder(int account, int order) {
        int at = account + Ledger.ORDERS;
        ledger.set(at, (ledger.get(at) & ~LOW) | (order + 1));
    }

    /** The reference of the account's last transfer, 0 before the first. */
    public long lastReference(int account) {
        return ledger.get(account + Ledger.LAST_REFERENCE);
    }

    /** Remembers the reference of a transfer. */
    public void setLastReference(int account, long reference) {
        ledger.set(account + Ledger.LAST_REFERENCE, reference);
    }

    /** The asset whose balance is in the account's record, 0 before the account's first. */
    int ownAsset(int account) {
        return (int) ((ledger.get(account + Ledger.STATUS) & ASSET_MASK) >>> ASSET_SHIFT);
    }

    void setOwnAsset(int account, int assetId) {
        ledger.add(account + Ledger.STATUS, (long) assetId << ASSET_SHIFT);
    }

    private RejectReason reasonNotTrading(int account, int accountId) {
        if (accountId == EXCHANGE) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        RejectReason notVerified = whyNotVerified(account);
        return notVerified != RejectReason.NULL_VAL ? notVerified : RejectReason.ACCOUNT_KILLED;
    }

    private long status(int account) {
        return ledger.get(account + Ledger.STATUS) & STATUS_MASK;
    }

    private void setStatus(int account, long status) {
        int at = account + Ledger.STATUS;
        ledger.set(at, (ledger.get(at) & ~STATUS_MASK) | status);
    }
}
