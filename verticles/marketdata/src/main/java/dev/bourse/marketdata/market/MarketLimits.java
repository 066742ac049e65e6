package dev.bourse.marketdata.market;

import dev.bourse.marketdata.candle.Candles;
import dev.bourse.marketdata.candle.Period;
import java.util.Map;

/**
 * How much of the past stays in memory, for each instrument.
 *
 * @param candles candles of each period
 * @param trades newest trades
 * @param books books of the past, one for each second in which the book changed
 */
public record MarketLimits(Map<Period, Integer> candles, int trades, int books) {
    /** What is kept unless configured. */
    public static final MarketLimits USUAL = new MarketLimits(Candles.CAPACITIES, 4_096, 600);

    /** Keeps a copy of the map. */
    public MarketLimits {
        candles = Map.copyOf(candles);
    }
}
