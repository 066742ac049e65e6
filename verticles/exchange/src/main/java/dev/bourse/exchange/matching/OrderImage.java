package dev.bourse.exchange.matching;

/**
 * Everything a book knows of one open order, as one reusable object: {@link OrderBook#visitOrders} fills it,
 * {@link OrderBook#restoreOrder} reads it. What a snapshot holds for each order.
 */
public final class OrderImage {
    /** The order's id. */
    public long orderId;
    /** The owner. */
    public long accountId;
    /** The caller's own number. */
    public int user;
    /** Buy or sell. */
    public Side side = Side.BUY;
    /** STOP and STOP_LIMIT while it waits for its trigger, LIMIT once it is in the book. */
    public OrderType type = OrderType.LIMIT;
    /** GTC, DAY, GTD; a waiting stop order may also be IOC. */
    public TimeInForce timeInForce = TimeInForce.GTC;
    /** The limit in ticks. */
    public long price;
    /** Open quantity that shows; all of it but for an iceberg order. */
    public long displayed;
    /** Open quantity that does not show. */
    public long hidden;
    /** What has traded so far. */
    public long filled;
    /** How much an iceberg order shows at a time; 0 for other orders. */
    public long displayQuantity;
    /** The trigger of a waiting stop order, else 0. */
    public long stopPrice;
    /** When a GTD order ends, else 0. */
    public long expiry;
    /** Post-only. */
    public boolean postOnly;
    /** What to do on meeting an order of the same account, should it be moved into one. */
    public SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;

    /** The open quantity: displayed and hidden. */
    public long remaining() {
        return displayed + hidden;
    }
}
