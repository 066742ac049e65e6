package dev.bourse.exchange.risk;

import dev.bourse.exchange.account.KeyedRecords;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;

/**
 * What an account has going on in an instrument: lots in open buy and sell orders, lots traded today, and the numbers
 * of its two balances there, so that an order needs one look-up. Made with the account's first order in the instrument.
 * One thread.
 */
public final class Exposures {
    private static final int OPEN_BUY = 1;
    private static final int OPEN_SELL = 2;
    private static final int TRADED = 3;
    private static final int BALANCES = 4;
    private static final int STRIDE = 5;

    private final KeyedRecords records = new KeyedRecords(STRIDE);

    /** The number of the exposure of an account in an instrument, or -1 before its first order. */
    public int find(int accountId, int instrumentId) {
        return records.find(((long) accountId << Integer.SIZE) | instrumentId);
    }

    /** Makes the exposure of an account in an instrument with the numbers of its balances there. */
    public int add(int accountId, int instrumentId, int baseBalance, int quoteBalance) {
        int exposure = records.findOrAdd(((long) accountId << Integer.SIZE) | instrumentId);
        records.set(exposure, BALANCES, ((long) baseBalance << Integer.SIZE) | quoteBalance);
        return exposure;
    }

    /** The account's balance of the base asset. */
    public int baseBalance(int exposure) {
        return (int) (records.get(exposure, BALANCES) >>> Integer.SIZE);
    }

    /** The account's balance of the quote asset. */
    public int quoteBalance(int exposure) {
        return (int) records.get(exposure, BALANCES);
    }

    /** Which exposure is probably the one of an account in an instrument, or -1: reads the index alone. */
    public int guess(int accountId, int instrumentId) {
        return records.guess(((long) accountId << Integer.SIZE) | instrumentId);
    }

    /** How many exposures there are, numbered from 0. */
    public int count() {
        return records.count();
    }

    /** Lots in open buy orders. */
    public long openBuy(int exposure) {
        return records.get(exposure, OPEN_BUY);
    }

    /** Lots in open sell orders. */
    public long openSell(int exposure) {
        return records.get(exposure, OPEN_SELL);
    }

    /** Lots traded today, bought and sold. */
    public long traded(int exposure) {
        return records.get(exposure, TRADED);
    }

    /** Counts lots of open orders more or, negative, less. */
    public void addOpen(int exposure, boolean buy, long lots) {
        records.add(exposure, buy ? OPEN_BUY : OPEN_SELL, lots);
    }

    /** Moves lots from open to traded. */
    public void trade(int exposure, boolean buy, long lots) {
        records.add(exposure, buy ? OPEN_BUY : OPEN_SELL, -lots);
        records.add(exposure, TRADED, lots);
    }

    /** Starts the day's volumes from zero. */
    public void endDay() {
        for (int exposure = 0; exposure < records.count(); exposure++) {
            records.set(exposure, TRADED, 0);
        }
    }

    /** Writes all exposures. */
    public void save(StateWriter out) {
        records.save(out);
    }

    /** Replaces all exposures. */
    public void load(StateReader in) {
        records.load(in);
    }
}
