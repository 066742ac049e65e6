package dev.bourse.marketdata.candle;

import java.math.BigInteger;

/**
 * The trades of one period of one instrument.
 *
 * @param start when it starts, microseconds since 1970 UTC
 * @param open the first price, in ticks
 * @param high the highest price
 * @param low the lowest price
 * @param close the last price
 * @param volume lots
 * @param turnoverHigh upper 64 bits of the sum of price x quantity, in ticks x lots
 * @param turnoverLow lower 64 bits of it
 * @param trades how many
 */
public record Candle(
        long start,
        long open,
        long high,
        long low,
        long close,
        long volume,
        long turnoverHigh,
        long turnoverLow,
        long trades) {
    /** How many numbers a candle has. */
    public static final int FIELDS = 9;

    /** Ticks x lots, exact. */
    public BigInteger turnover() {
        return Sum.value(turnoverHigh, turnoverLow);
    }
}
