package dev.bourse.analytics.replica;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import org.agrona.collections.Int2ObjectHashMap;

/** What an account owns and bids for. Changed by {@link Replica} alone; one thread. */
final class AccountBook {
    private final Int2ObjectHashMap<long[]> owned = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<long[]> openBuyLots = new Int2ObjectHashMap<>();
    private int openOrders;

    /** What it owns of an asset, in its smallest units. */
    long owns(int asset) {
        long[] units = owned.get(asset);
        return units == null ? 0 : units[0];
    }

    void set(int asset, long units) {
        cell(owned, asset)[0] = units;
    }

    void add(int asset, long units) {
        cell(owned, asset)[0] += units;
    }

    /** Lots that its open buy orders of an instrument still want. */
    long openBuyLots(int instrument) {
        long[] lots = openBuyLots.get(instrument);
        return lots == null ? 0 : lots[0];
    }

    void bid(int instrument, long lots) {
        cell(openBuyLots, instrument)[0] += lots;
    }

    int openOrders() {
        return openOrders;
    }

    void orders(int more) {
        openOrders += more;
    }

    void save(StateWriter out) {
        out.putLong(openOrders);
        save(owned, out);
        save(openBuyLots, out);
    }

    void load(StateReader in) {
        openOrders = in.getInt("open orders", 0, Integer.MAX_VALUE);
        load(owned, in);
        load(openBuyLots, in);
    }

    private static void save(Int2ObjectHashMap<long[]> table, StateWriter out) {
        out.putLong(table.size());
        table.forEachInt((key, cell) -> {
            out.putLong(key);
            out.putLong(cell[0]);
        });
    }

    private static void load(Int2ObjectHashMap<long[]> table, StateReader in) {
        for (int left = in.getInt("entries", 0, Integer.MAX_VALUE); left > 0; left--) {
            cell(table, in.getInt("key", 0, Integer.MAX_VALUE))[0] = in.getLong();
        }
    }

    private static long[] cell(Int2ObjectHashMap<long[]> table, int key) {
        long[] known = table.get(key);
        if (known == null) {
            known = new long[1];
            table.put(key, known);
        }
        return known;
    }
}
