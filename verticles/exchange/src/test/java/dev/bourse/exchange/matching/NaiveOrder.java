package dev.bourse.exchange.matching;

/** An order of the {@link NaiveBook}. */
final class NaiveOrder {
    long id;
    long account;
    int user;
    Side side = Side.BUY;
    OrderType type = OrderType.LIMIT;
    TimeInForce timeInForce = TimeInForce.GTC;
    long price;
    long displayed;
    long hidden;
    long filled;
    long peak;
    long stopPrice;
    long expiry;
    boolean postOnly;
    SelfTradePrevention selfTrade = SelfTradePrevention.NONE;

    static NaiveOrder of(OrderRequest request) {
        NaiveOrder order = new NaiveOrder();
        order.id = request.orderId;
        order.account = request.accountId;
        order.user = request.user;
        order.side = request.side;
        order.type = request.type;
        order.timeInForce = request.timeInForce;
        order.price = request.price;
        order.displayed = request.quantity;
        order.peak = request.displayQuantity;
        order.stopPrice = request.stopPrice;
        order.expiry = request.expiry;
        order.postOnly = request.postOnly;
        order.selfTrade = request.selfTradePrevention;
        return order;
    }

    NaiveOrder copy() {
        NaiveOrder copy = new NaiveOrder();
        copy.id = id;
        copy.account = account;
        copy.user = user;
        copy.side = side;
        copy.type = type;
        copy.timeInForce = timeInForce;
        copy.price = price;
        copy.displayed = displayed;
        copy.hidden = hidden;
        copy.filled = filled;
        copy.peak = peak;
        copy.stopPrice = stopPrice;
        copy.expiry = expiry;
        copy.postOnly = postOnly;
        copy.selfTrade = selfTrade;
        return copy;
    }

    long left() {
        return displayed + hidden;
    }

    boolean waits() {
        return type == OrderType.STOP || type == OrderType.STOP_LIMIT;
    }

    boolean anyPrice() {
        return type == OrderType.MARKET || timeInForce == TimeInForce.FOK_BUDGET;
    }

    boolean accepts(long makerPrice) {
        return anyPrice() || (side == Side.BUY ? makerPrice <= price : makerPrice >= price);
    }

    /** Whether this listed order comes behind a new one. */
    boolean isBehind(NaiveOrder order) {
        if (order.waits()) {
            return order.side == Side.BUY ? stopPrice > order.stopPrice : stopPrice < order.stopPrice;
        }
        return order.side == Side.BUY ? price < order.price : price > order.price;
    }
}
