package dev.bourse.marketdata.stream;

import dev.bourse.marketdata.candle.Period;

/** What a client wants of one instrument. */
public sealed interface Subscription {
    /** The instrument's place. */
    int instrument();

    /**
     * Its book.
     *
     * @param depth levels of a side
     */
    record Book(int instrument, int depth) implements Subscription {}

    /** Its trades. */
    record Trades(int instrument) implements Subscription {}

    /**
     * Its candles.
     *
     * @param period of which period
     */
    record Candles(int instrument, Period period) implements Subscription {}
}
