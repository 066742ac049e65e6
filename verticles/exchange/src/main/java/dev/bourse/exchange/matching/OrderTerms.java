package dev.bourse.exchange.matching;

/** What an open order asks for and how much of it is left: what one must know to change it. Filled by the book. */
public final class OrderTerms {
    /** The limit; {@link OrderBook#NO_PRICE} of a stop order without one. */
    public long price;

    /** What has traded of it, in lots. */
    public long filled;

    /** What is open of it, in lots, shown or not. */
    public long remaining;

    /** The stop price of an order that waits, or 0. */
    public long stopPrice;

    /** LIMIT, or of an order that waits STOP or STOP_LIMIT. */
    public OrderType type = OrderType.LIMIT;

    void set(long itsPrice, long itsFilled, long itsRemaining) {
        price = itsPrice;
        filled = itsFilled;
        remaining = itsRemaining;
        stopPrice = 0;
        type(OrderType.LIMIT);
    }

    void waits(OrderType itsType, long itsStopPrice) {
        stopPrice = itsStopPrice;
        type(itsType);
    }

    /** A reference is stored only where it changes: to the collector each is work. */
    private void type(OrderType itsType) {
        if (type != itsType) {
            type = itsType;
        }
    }
}
