package dev.bourse.exchange.matching;

/** What an order would trade at once, as one reusable object that {@link OrderBook#estimate} fills. */
public final class SweepEstimate {
    /** In lots: how much would trade. */
    public long quantity;
    /** In ticks times lots: what it would cost or yield; held at the ends of the range of a long. */
    public long value;
}
