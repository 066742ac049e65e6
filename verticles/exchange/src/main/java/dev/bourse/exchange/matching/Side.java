package dev.bourse.exchange.matching;

/** Which way an order trades. The code is what snapshots hold. */
public enum Side {
    /** Buys; the highest price is the best. */
    BUY,
    /** Sells; the lowest price is the best. */
    SELL;

    private static final Side[] BY_CODE = values();

    /** The code of this side: 0 or 1. */
    public int code() {
        return ordinal();
    }

    /** The side that this side trades with. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }

    /**
     * The side of a code.
     *
     * @throws ArrayIndexOutOfBoundsException where the code is neither 0 nor 1
     */
    public static Side of(int code) {
        return BY_CODE[code];
    }
}
