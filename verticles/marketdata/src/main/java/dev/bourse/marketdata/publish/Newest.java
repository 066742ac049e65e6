package dev.bourse.marketdata.publish;

import dev.bourse.marketdata.market.InstrumentCopy;
import dev.bourse.marketdata.market.InstrumentMarket;
import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.trade.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest copy of each instrument. One thread publishes and waits for nobody; any thread reads. A copy that nobody
 * looked at is replaced.
 */
public final class Newest {
    private final AtomicReferenceArray<@Nullable InstrumentCopy> copies;
    private final long[] tradesTold;
    private final int levels;
    private final Predicate<TradeBatch> trades;
    private final AtomicLong untold = new AtomicLong();
    private volatile int size;

    /**
     * Nothing yet.
     *
     * @param most instruments that can be told of; more are left out
     * @param levels levels of a side in each copy
     * @param trades takes trades, or says that it has no room: they are counted and not offered again
     */
    public Newest(int most, int levels, Predicate<TradeBatch> trades) {
        copies = new AtomicReferenceArray<>(most);
        tradesTold = new long[most];
        this.levels = levels;
        this.trades = trades;
    }

    /** How many instruments there are; their places are 0 to this less 1. */
    public int size() {
        return size;
    }

    /** The newest copy of the instrument at a place. */
    public InstrumentCopy get(int place) {
        InstrumentCopy copy = copies.get(place);
        if (copy == null) {
            throw new IndexOutOfBoundsException("no instrument has place " + place);
        }
        return copy;
    }

    /** Trades that were not told, since there was no room or too many came at once. */
    public long untold() {
        return untold.get();
    }

    /** Copies the instruments that have changed since the last call. */
    public void publish(Market market) {
        List<InstrumentMarket> all = market.instruments();
        int count = Math.min(all.size(), copies.length());
        for (int place = 0; place < count; place++) {
            InstrumentMarket instrument = all.get(place);
            if (instrument.takeChanged()) {
                copies.set(place, instrument.copy(levels));
                size = Math.max(size, place + 1);
                tell(place, instrument);
            }
        }
    }

    /** Passes over all trades so far: a start reads them again, and they are no news. */
    public void skipTrades(Market market) {
        List<InstrumentMarket> all = market.instruments();
        for (int place = 0; place < Math.min(all.size(), tradesTold.length); place++) {
            tradesTold[place] = all.get(place).trades().count();
        }
    }

    private void tell(int place, InstrumentMarket instrument) {
        long count = instrument.trades().count();
        if (count == tradesTold[place]) {
            return;
        }
        long first = Math.max(tradesTold[place], instrument.trades().oldest());
        untold.addAndGet(first - tradesTold[place]);
        List<Trade> fresh = new ArrayList<>((int) (count - first));
        for (long index = first; index < count; index++) {
            fresh.add(instrument.trades().get(index));
        }
        if (!trades.test(new TradeBatch(place, first, fresh))) {
            untold.addAndGet(fresh.size());
        }
        tradesTold[place] = count;
    }
}
