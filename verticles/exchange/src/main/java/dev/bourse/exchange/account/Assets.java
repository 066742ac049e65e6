package dev.bourse.exchange.account;

import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;

/**
 * The assets: what accounts own and instruments trade. Of each, its symbol (16 ASCII characters in two longs), the size
 * of its smallest unit, and how much of it was brought in and not taken out again: what all accounts together must own.
 * One thread.
 */
public final class Assets {
    /** The highest asset number. */
    public static final int MAX_ASSET_ID = 65_535;
    /** The most decimals an asset can have. */
    public static final int MAX_DECIMALS = 18;

    private static final int DECIMALS = 1;
    private static final int TOTAL = 2;
    private static final int SYMBOL = 3;
    private static final int STRIDE = 5;

    private final KeyedRecords records = new KeyedRecords(STRIDE);

    /** Whether there is such an asset. */
    public boolean exists(int assetId) {
        return records.find(assetId) >= 0;
    }

    /** Why an asset of that number cannot be added, or {@link RejectReason#NULL_VAL}. */
    public RejectReason whyNotNew(int assetId, int decimals) {
        if (assetId < 1 || assetId > MAX_ASSET_ID) {
            return RejectReason.ASSET_ID_OUT_OF_RANGE;
        }
        if (exists(assetId)) {
            return RejectReason.ASSET_EXISTS;
        }
        return decimals < 0 || decimals > MAX_DECIMALS ? RejectReason.INVALID_DECIMALS : RejectReason.NULL_VAL;
    }

    /** Adds an asset. */
    public void add(int assetId, int decimals, long symbolFirst, long symbolLast) {
        int record = records.findOrAdd(assetId);
        records.set(record, DECIMALS, decimals);
        records.set(record, SYMBOL, symbolFirst);
        records.set(record, SYMBOL + 1, symbolLast);
    }

    /** How many assets there are, numbered from 0 in the order in which they were added. */
    public int count() {
        return records.count();
    }

    /** The asset that was added as number {@code index}. */
    public int assetId(int index) {
        return (int) records.get(index, 0);
    }

    /** The asset's smallest unit is 10 to the minus this. */
    public int decimals(int assetId) {
        return (int) records.get(records.find(assetId), DECIMALS);
    }

    /** The first 8 characters of the symbol, the first in the lowest byte. */
    public long symbolFirst(int assetId) {
        return records.get(records.find(assetId), SYMBOL);
    }

    /** The last 8 characters of the symbol. */
    public long symbolLast(int assetId) {
        return records.get(records.find(assetId), SYMBOL + 1);
    }

    /** Deposits less withdrawals of an asset that exists. */
    public long total(int assetId) {
        return records.get(records.find(assetId), TOTAL);
    }

    /** Counts a deposit, or with a negative amount a withdrawal. */
    public void addToTotal(int assetId, long amount) {
        records.add(records.find(assetId), TOTAL, amount);
    }

    /** Writes all assets. */
    public void save(StateWriter out) {
        records.save(out);
    }

    /** Replaces all assets. */
    public void load(StateReader in) {
        records.load(in);
    }
}
