package dev.bourse.marketdata.book;

/** Is shown the orders of a book one after another. */
@FunctionalInterface
public interface OrderTaker {
    /**
     * Shows an order.
     *
     * @param orderId the core's number of it
     * @param buy its side
     * @param price in ticks
     * @param displayed lots that show
     */
    void order(long orderId, boolean buy, long price, long displayed);
}
