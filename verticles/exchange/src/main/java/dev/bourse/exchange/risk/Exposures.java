package dev.bourse.exchange.risk;

import dev.bourse.exchange.account.Ledger;

/**
 * What an account has going on in an instrument: lots in open buy and sell orders, lots traded today, and the numbers
 * of its two balances there, so that an order needs one look-up. It lies in a holding of the account: in that of the
 * instrument's base asset, or, where several instruments trade one asset, in one of its own. Begins with the account's
 * first order in the instrument. One thread.
 */
public final class Exposures {
    /** No exposure; what is read of it is 0. */
    public static final int NONE = Ledger.NONE;

    private static final int OPEN_BUY = Ledger.EXPOSURE;
    private static final int OPEN_SELL = Ledger.EXPOSURE + 1;
    private static final int TRADED = Ledger.EXPOSURE + 2;
    private static final int BALANCES = Ledger.EXPOSURE + 3;

    private final Ledger ledger;

    /** The exposures of the accounts of a ledger. */
    public Exposures(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The number of the exposure of an account in an instrument, or {@link #NONE} before its first order.
     *
     * @param holding the instrument's part of the keys of its holdings
     */
    public int find(int accountId, int holding) {
        int exposure = ledger.holding(key(accountId, holding));
        return ledger.get(exposure + BALANCES) == 0 ? NONE : exposure;
    }

    /** Begins the exposure of an account in an instrument with the numbers of its balances there. */
    public int add(int accountId, int holding, int baseBalance, int quoteBalance) {
        int exposure = ledger.findOrAddHolding(key(accountId, holding));
        ledger.set(exposure + BALANCES, ((long) baseBalance << Integer.SIZE) | quoteBalance);
        return exposure;
    }

    /** The account's balance of the base asset. */
    public int baseBalance(int exposure) {
        return (int) (ledger.get(exposure + BALANCES) >>> Integer.SIZE);
    }

    /** The account's balance of the quote asset. */
    public int quoteBalance(int exposure) {
        return (int) ledger.get(exposure + BALANCES);
    }

    /** Which exposure is probably the one of an account in an instrument, or {@link #NONE}: reads the index alone. */
    public int guess(int accountId, int holding) {
        return ledger.guessHolding(key(accountId, holding));
    }

    /** Reads what {@link #find} begins with, so that it is near when it is needed; what is read means nothing. */
    public long readAhead(int accountId, int holding) {
        return ledger.readIndexAhead(key(accountId, holding));
    }

    /** Lots in open buy orders. */
    public long openBuy(int exposure) {
        return ledger.get(exposure + OPEN_BUY);
    }

    /** Lots in open sell orders. */
    public long openSell(int exposure) {
        return ledger.get(exposure + OPEN_SELL);
    }

    /** Lots traded today, bought and sold. */
    public long traded(int exposure) {
        return ledger.get(exposure + TRADED);
    }

    /** Counts lots of open orders more or, negative, less. */
    public void addOpen(int exposure, boolean buy, long lots) {
        ledger.add(exposure + (buy ? OPEN_BUY : OPEN_SELL), lots);
    }

    /** Moves lots from open to traded. */
    public void trade(int exposure, boolean buy, long lots) {
        ledger.add(exposure + (buy ? OPEN_BUY : OPEN_SELL), -lots);
        ledger.add(exposure + TRADED, lots);
    }

    /** Starts the day's volumes from zero. */
    public void endDay() {
        ledger.setInHoldings(TRADED, 0);
    }

    private static long key(int accountId, int holding) {
        return ((long) accountId << Integer.SIZE) | (holding & 0xFFFF_FFFFL);
    }
}
