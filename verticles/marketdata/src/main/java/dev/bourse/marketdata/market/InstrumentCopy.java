package dev.bourse.marketdata.market;

import dev.bourse.marketdata.candle.Candle;
import dev.bourse.marketdata.candle.Period;
import dev.bourse.marketdata.trade.DayStatistics.Day;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is published of an instrument at a moment; never changes, safe for all threads.
 *
 * @param definition what it is
 * @param phase its phase
 * @param book its best levels
 * @param day the day's statistics
 * @param indication where the phase collects orders and the book is crossed
 * @param candles the newest candles of each period, oldest first, at most two
 */
public record InstrumentCopy(
        InstrumentDefinition definition,
        TradingPhase phase,
        BookCopy book,
        Day day,
        Optional<Indication> indication,
        Map<Period, List<Candle>> candles) {

    /**
     * What an auction would do now.
     *
     * @param price ticks
     * @param volume lots that would trade
     * @param surplus lots more that are wanted (positive) or for sale (negative)
     */
    public record Indication(long price, long volume, long surplus) {}
}
