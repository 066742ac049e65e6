package dev.bourse.exchange.matching;

/**
 * The fields of a new order, as one reusable object: the caller fills it, {@link OrderBook#place} reads it and keeps
 * nothing of it. {@link #limit} gives every field a value, so a request that is used again holds nothing of the last.
 */
public final class OrderRequest {
    /** The largest quantity of one order, so that sums over a book fit into a long. */
    public static final long MAX_QUANTITY = 1L << 40;

    /** Unique among the open orders of all books that share an {@link OrderStore}. Any value. */
    public long orderId;
    /** The owner. Any value. */
    public long accountId;
    /** A number of the caller's own, for example where its record of the order is; events carry it. */
    public int user;
    /** Buy or sell. */
    public Side side = Side.BUY;
    /** What {@link #price} means. */
    public OrderType type = OrderType.LIMIT;
    /** How long the order stays. */
    public TimeInForce timeInForce = TimeInForce.GTC;
    /** The limit in ticks, or the budget of {@link TimeInForce#FOK_BUDGET}; market and stop orders ignore it. */
    public long price;
    /** In lots, 1 to {@link #MAX_QUANTITY}. */
    public long quantity;
    /** In ticks: a trade at or through this price triggers a stop order. */
    public long stopPrice;
    /** In lots: how much an iceberg order shows at a time; 0 shows everything. */
    public long displayQuantity;
    /** In lots: the order is refused unless this much can trade at once; 0 for none. */
    public long minimumQuantity;
    /** In microseconds of the log's time: when a GTD order ends. */
    public long expiry;
    /** Refuse the order rather than let it trade at once. */
    public boolean postOnly;
    /** What to do on meeting an order of the same account. */
    public SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;

    /** Makes this a limit order with every other field at its default, and returns this. */
    public OrderRequest limit(
            long orderId, long accountId, int user, Side side, TimeInForce timeInForce, long price, long quantity) {
        this.orderId = orderId;
        this.accountId = accountId;
        this.user = user;
        if (this.side != side) {
            this.side = side;
        }
        kind(OrderType.LIMIT, timeInForce, SelfTradePrevention.NONE);
        this.price = price;
        this.quantity = quantity;
        this.stopPrice = 0;
        this.displayQuantity = 0;
        this.minimumQuantity = 0;
        this.expiry = 0;
        this.postOnly = false;
        return this;
    }

    /** Sets what kind of order it is; stores what changes alone, which spares the collector's work on references. */
    public void kind(OrderType type, TimeInForce timeInForce, SelfTradePrevention selfTradePrevention) {
        if (this.type != type) {
            this.type = type;
        }
        if (this.timeInForce != timeInForce) {
            this.timeInForce = timeInForce;
        }
        if (this.selfTradePrevention != selfTradePrevention) {
            this.selfTradePrevention = selfTradePrevention;
        }
    }
}
