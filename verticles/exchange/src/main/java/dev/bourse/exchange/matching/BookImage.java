package dev.bourse.exchange.matching;

/** What a book knows beside its orders, as one reusable object: the head of a book's snapshot. */
public final class BookImage {
    /** The trading phase. */
    public Phase phase = Phase.CONTINUOUS;
    /** The book's time in microseconds; the smallest long before the first {@link OrderBook#advanceTo}. */
    public long now;
    /** The price of the last trade, or {@link OrderBook#NO_PRICE}. */
    public long lastPrice;
    /** The auctions' reference price, or {@link OrderBook#NO_PRICE}. */
    public long referencePrice;
    /** The lowest price that may trade; the smallest long for no band. */
    public long bandLow;
    /** The highest price that may trade; the largest long for no band. */
    public long bandHigh;
    /** The lowest price traded at that stop orders have not been told of; the largest long for none. */
    public long tradedLow;
    /** The highest price traded at that stop orders have not been told of; the smallest long for none. */
    public long tradedHigh;
}
