package dev.bourse.exchange.matching;

/** Why a book refused a command. A refused command changed nothing. */
public enum RejectReason {
    /** Not refused. */
    NONE,
    /** No open order of this book has the order id: never placed, filled, or cancelled. */
    UNKNOWN_ORDER,
    /** The order belongs to another account. */
    NOT_OWNER,
    /** An open order has the order id. */
    DUPLICATE_ORDER_ID,
    /** The quantity is not between 1 and {@link OrderRequest#MAX_QUANTITY}. */
    INVALID_QUANTITY,
    /** The price is {@link OrderBook#NO_PRICE}. */
    INVALID_PRICE,
    /** A stop order without a stop price. */
    INVALID_STOP_PRICE,
    /** The displayed quantity is negative or above the quantity, or the order can never rest. */
    INVALID_DISPLAY_QUANTITY,
    /** The minimum quantity is negative or above the quantity, or the order is a stop order. */
    INVALID_MINIMUM_QUANTITY,
    /** The time in force does not go with the type: a resting market order, a fill-or-kill or budget stop order. */
    INVALID_TIME_IN_FORCE,
    /** The expiry of a GTD order is not after the book's time. */
    INVALID_EXPIRY,
    /** Post-only on an order that can never rest. */
    INVALID_POST_ONLY,
    /** The phase takes no new orders, or only ones that may rest. */
    PHASE,
    /** A post-only order would have traded at once. */
    WOULD_TRADE,
    /** A fill-or-kill order, or a budget order, cannot be filled wholly. */
    CANNOT_FILL,
    /** Less than the order's minimum quantity can trade at once. */
    BELOW_MINIMUM_QUANTITY,
    /** A move of a stop order that still waits. */
    NOT_TRIGGERED,
    /** The side of the book holds {@link OrderBook#MAX_ORDERS_PER_SIDE} orders. */
    SIDE_FULL;

    private static final RejectReason[] BY_CODE = values();

    /** The code of this reason, from 0. */
    public int code() {
        return ordinal();
    }

    /**
     * The reason of a code.
     *
     * @throws ArrayIndexOutOfBoundsException where no reason has the code
     */
    public static RejectReason of(int code) {
        return BY_CODE[code];
    }
}
