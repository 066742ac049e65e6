package dev.bourse.exchange.matching;

/** The price at which an auction would match the book, as one reusable object that {@link OrderBook#auction} fills. */
public final class AuctionPrice {
    /** In ticks; {@link OrderBook#NO_PRICE} where the book is not crossed. */
    public long price;
    /** In lots: how much would trade. */
    public long volume;
    /** In lots: how much more is for sale (negative) or wanted (positive) at that price. */
    public long surplus;
}
