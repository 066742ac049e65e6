package dev.bourse.marketdata.stream;

import dev.bourse.marketdata.market.InstrumentCopy;
import dev.bourse.marketdata.publish.TradeBatch;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Texts that many clients get alike, written once for each tick. One thread. */
final class Texts {
    private record Change(long instrument, long previous, long number, int depth) {}

    private final Map<Change, String> changes = new HashMap<>();
    private final IdentityHashMap<TradeBatch, String> trades = new IdentityHashMap<>();

    void clear() {
        changes.clear();
        trades.clear();
    }

    String change(InstrumentCopy from, InstrumentCopy to, int depth) {
        Change key =
                new Change(to.definition().id(), from.book().number(), to.book().number(), depth);
        return changes.computeIfAbsent(key, absent -> MarketText.change(from, to, depth));
    }

    String trades(InstrumentCopy of, TradeBatch batch) {
        return trades.computeIfAbsent(batch, absent -> MarketText.trades(of.definition(), batch.trades()));
    }
}
