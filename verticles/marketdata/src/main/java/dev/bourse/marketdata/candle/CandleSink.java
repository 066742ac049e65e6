package dev.bourse.marketdata.candle;

/** Takes candles that are complete, in the order of their starts for each instrument and period. */
@FunctionalInterface
public interface CandleSink {
    /** Takes one; must not keep the caller waiting for a disk's flush. */
    void complete(int instrumentId, Period period, Candle candle);
}
