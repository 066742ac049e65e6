package dev.bourse.standalone.participants;

/** What a participant wants to do next: one call of the gateway. Prices are ticks, quantities shares. */
sealed interface Intention {
    /** Which kind of order. */
    enum Kind {
        /** Adds to the book or is refused. */
        QUOTE,
        /** Takes what is there up to its price, and waits with the rest. */
        LIMIT,
        /** Takes what is there up to its price, at once or not at all. */
        TAKE
    }

    /** A new order. */
    record Place(Stock stock, Kind kind, boolean buy, long priceTicks, long quantity) implements Intention {}

    /** Another price, and the whole quantity again, for an open order. */
    record Move(OpenOrders.Open order, long priceTicks, long quantity) implements Intention {}

    /** An open order is not wanted any more. */
    record Cancel(OpenOrders.Open order) implements Intention {}
}
