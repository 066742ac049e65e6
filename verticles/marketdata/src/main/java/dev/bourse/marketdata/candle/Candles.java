package dev.bourse.marketdata.candle;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.util.Map;

/** The rings of all periods of one instrument. Complete candles go to a sink, in order. One thread. */
public final class Candles {
    /** How many candles of each period stay in memory when nobody says otherwise: 16 minutes to 10 years. */
    public static final Map<Period, Integer> CAPACITIES = Map.of(
            Period.SECOND, 960,
            Period.MINUTE, 960,
            Period.FIVE_MINUTES, 576,
            Period.HOUR, 336,
            Period.DAY, 366,
            Period.WEEK, 156,
            Period.MONTH, 120);

    private static final Period[] PERIODS = Period.values();

    private final int instrumentId;
    private final CandleSink sink;
    private final CandleRing[] rings = new CandleRing[PERIODS.length];
    private long nextEnd = Long.MAX_VALUE;

    /** Empty rings. */
    public Candles(int instrumentId, Map<Period, Integer> capacities, CandleSink sink) {
        this.instrumentId = instrumentId;
        this.sink = sink;
        for (Period period : PERIODS) {
            int capacity = capacities.getOrDefault(period, 2);
            rings[period.ordinal()] = new CandleRing(period, capacity);
        }
    }

    /** The ring of a period. */
    public CandleRing ring(Period period) {
        return rings[period.ordinal()];
    }

    /** Adds a trade; candles whose time has passed by then are complete. */
    public void trade(long timeMicros, long price, long quantity) {
        advance(timeMicros);
        for (CandleRing ring : rings) {
            ring.add(timeMicros, price, quantity);
        }
        nextEnd = PERIODS[0].endOf(PERIODS[0].startOf(timeMicros));
    }

    /** Writes all rings. */
    public void save(StateWriter out) {
        out.putLong(nextEnd);
        for (CandleRing ring : rings) {
            ring.save(out);
        }
    }

    /**
     * Reads into empty rings what others saved. Candles that are complete go to the sink again, which may have lost
     * them.
     */
    public void load(StateReader in) {
        nextEnd = in.getLong();
        for (CandleRing ring : rings) {
            ring.load(in);
            for (int place = ring.size() - 1; place >= (ring.isGrowing() ? 1 : 0); place--) {
                sink.complete(instrumentId, ring.period(), ring.newest(place));
            }
        }
    }

    /** Lets time pass. */
    public void advance(long timeMicros) {
        if (timeMicros < nextEnd) {
            return;
        }
        nextEnd = Long.MAX_VALUE;
        for (CandleRing ring : rings) {
            if (ring.isDue(timeMicros)) {
                ring.complete();
                sink.complete(instrumentId, ring.period(), ring.newest(0));
            } else if (ring.isGrowing()) {
                Candle growing = ring.newest(0);
                nextEnd = Math.min(nextEnd, ring.period().endOf(growing.start()));
            }
        }
    }
}
