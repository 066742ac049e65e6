package dev.bourse.exchange.matching;

import java.util.ArrayList;
import java.util.List;

/** An empty book with an {@link EventLog}, and short words to trade with; account 1 unless another is named. */
final class Trader {
    final EventLog events = new EventLog();
    final OrderBook book;

    Trader() {
        this(16);
    }

    Trader(int expectedOrders) {
        book = new OrderBook(0, new OrderStore(expectedOrders), events);
    }

    RejectReason buy(long id, long price, long quantity) {
        return place(order(id, Side.BUY, price, quantity));
    }

    RejectReason sell(long id, long price, long quantity) {
        return place(order(id, Side.SELL, price, quantity));
    }

    RejectReason place(OrderRequest request) {
        return book.place(request);
    }

    /** What happened since the last look, each event a line. */
    List<String> happened() {
        return events.take();
    }

    /** Forgets what happened so far: the given of a test. */
    void given() {
        events.clear();
    }

    /** The orders of a side as {@code id:displayed/remaining@price}, best first and oldest first. */
    List<String> orders(Side side) {
        List<String> orders = new ArrayList<>();
        book.visitOrders(
                side,
                order -> orders.add(
                        order.orderId + ":" + order.displayed + "/" + order.remaining() + "@" + order.price));
        return orders;
    }

    /** A good-till-cancelled limit order of account 1. */
    static OrderRequest order(long id, Side side, long price, long quantity) {
        return new OrderRequest().limit(id, 1, 0, side, TimeInForce.GTC, price, quantity);
    }

    static OrderRequest order(long id, Side side, TimeInForce time, long price, long quantity) {
        return new OrderRequest().limit(id, 1, 0, side, time, price, quantity);
    }

    static OrderRequest ofAccount(long account, OrderRequest order) {
        order.accountId = account;
        return order;
    }

    static OrderRequest market(long id, Side side, long quantity) {
        OrderRequest order = order(id, side, TimeInForce.IOC, 0, quantity);
        order.type = OrderType.MARKET;
        return order;
    }

    static OrderRequest stop(long id, Side side, long stopPrice, long quantity) {
        OrderRequest order = order(id, side, TimeInForce.GTC, 0, quantity);
        order.type = OrderType.STOP;
        order.stopPrice = stopPrice;
        return order;
    }

    static OrderRequest stopLimit(long id, Side side, long stopPrice, long price, long quantity) {
        OrderRequest order = order(id, side, TimeInForce.GTC, price, quantity);
        order.type = OrderType.STOP_LIMIT;
        order.stopPrice = stopPrice;
        return order;
    }

    static OrderRequest iceberg(long id, Side side, long price, long quantity, long displayQuantity) {
        OrderRequest order = order(id, side, TimeInForce.GTC, price, quantity);
        order.displayQuantity = displayQuantity;
        return order;
    }

    static OrderRequest preventing(SelfTradePrevention rule, OrderRequest order) {
        order.selfTradePrevention = rule;
        return order;
    }
}
