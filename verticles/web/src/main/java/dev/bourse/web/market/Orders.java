package dev.bourse.web.market;

import java.util.HashMap;
import java.util.Map;

/**
 * The orders of rows that clients look at, one for each distinct query. An order by a moving value is renewed at most
 * once in {@code orderMillis}, and only when somebody looks; its last result is where the next sort starts, which makes
 * it cheap. Used by one thread.
 */
public final class Orders {
    private final MarketView market;
    private final long orderMillis;
    private final Map<RowQuery, Order> orders = new HashMap<>();
    private final SlotSorter sorter = new SlotSorter();

    /** @param orderMillis the least time between two orders by a moving value */
    public Orders(MarketView market, long orderMillis) {
        this.market = market;
        this.orderMillis = orderMillis;
    }

    /** The order of a query, for one user more. Give it back with {@link #release}. */
    public Order acquire(RowQuery query, long nowMillis) {
        Order order = orders.computeIfAbsent(query, Order::new);
        order.acquire();
        refresh(order, nowMillis);
        return order;
    }

    /** One user less; the last one's departure forgets the order. */
    public void release(Order order) {
        if (order.release()) {
            orders.remove(order.query());
        }
    }

    /** Brings an order up to date. */
    public void refresh(Order order, long nowMillis) {
        order.refresh(market, sorter, nowMillis, orderMillis);
    }

    /** Distinct orders in use. */
    public int size() {
        return orders.size();
    }
}
