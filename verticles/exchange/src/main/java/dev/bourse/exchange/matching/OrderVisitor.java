package dev.bourse.exchange.matching;

/** Is shown orders one by one, by {@link OrderBook#visitOrders}. */
@FunctionalInterface
public interface OrderVisitor {
    /** Looks at an order. The image is filled anew for the next one: keep its values, not the object. */
    void visit(OrderImage order);
}
