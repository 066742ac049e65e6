package dev.bourse.exchange.account;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;

/**
 * What each account has of each asset: <em>available</em>, and <em>held</em> for its open orders, both never below
 * zero. Account 0 is the exchange's own and takes the fees. Every change here moves an amount from one place to
 * another; only {@link #deposit} and {@link #withdraw} change what there is in all. A balance is named by a number that
 * it keeps. Callers check what is available before they hold or withdraw. One thread.
 */
public final class Balances {
    private static final int AVAILABLE = 1;
    private static final int HELD = 2;
    private static final int STRIDE = 3;

    private final KeyedRecords records = new KeyedRecords(STRIDE);

    /** The number of the balance of an account in an asset, made with zeros if it is new. */
    public int balance(int accountId, int assetId) {
        return records.findOrAdd(key(accountId, assetId));
    }

    /** The number of the balance of an account in an asset, or -1 if it never had one. */
    public int find(int accountId, int assetId) {
        return records.find(key(accountId, assetId));
    }

    /** How many balances there are, numbered from 0. */
    public int count() {
        return records.count();
    }

    /** Whose the balance is. */
    public int accountId(int balance) {
        return (int) (records.get(balance, 0) >>> Integer.SIZE);
    }

    /** What it is of. */
    public int assetId(int balance) {
        return (int) records.get(balance, 0);
    }

    /** What may be used, in the asset's smallest units. */
    public long available(int balance) {
        return records.get(balance, AVAILABLE);
    }

    /** What is held for open orders. */
    public long held(int balance) {
        return records.get(balance, HELD);
    }

    /** Available and held. */
    public long total(int balance) {
        return records.get(balance, AVAILABLE) + records.get(balance, HELD);
    }

    /** Brings an amount in from outside. */
    public void deposit(int balance, long amount) {
        records.add(balance, AVAILABLE, amount);
    }

    /** Takes an available amount outside. */
    public void withdraw(int balance, long amount) {
        records.add(balance, AVAILABLE, -amount);
    }

    /** Holds an available amount. */
    public void hold(int balance, long amount) {
        records.add(balance, AVAILABLE, -amount);
        records.add(balance, HELD, amount);
    }

    /** Makes a held amount available again. */
    public void release(int balance, long amount) {
        records.add(balance, AVAILABLE, amount);
        records.add(balance, HELD, -amount);
    }

    /** Pays from what is held. */
    public void payHeld(int balance, long amount) {
        records.add(balance, HELD, -amount);
    }

    /** Receives what another balance paid. */
    public void receive(int balance, long amount) {
        records.add(balance, AVAILABLE, amount);
    }

    /** Writes all balances. */
    public void save(StateWriter out) {
        records.save(out);
    }

    /** Replaces all balances. */
    public void load(StateReader in) {
        records.load(in);
    }

    private static long key(int accountId, int assetId) {
        return ((long) accountId << Integer.SIZE) | assetId;
    }
}
