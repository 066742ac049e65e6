package dev.bourse.exchange.matching;

/** How an order's price is to be understood. The code is what snapshots hold. */
public enum OrderType {
    /** Trades at its limit price or better; the rest stays in the book where its time in force lets it. */
    LIMIT,
    /** Trades at any price; what finds no partner is cancelled. Never rests, so only IOC and FOK make sense with it. */
    MARKET,
    /** Waits outside the book until a trade at or through its stop price, then is a {@link #MARKET} order. */
    STOP,
    /** Waits outside the book until a trade at or through its stop price, then is a {@link #LIMIT} order. */
    STOP_LIMIT;

    private static final OrderType[] BY_CODE = values();

    /** The code of this type, from 0. */
    public int code() {
        return ordinal();
    }

    /**
     * The type of a code.
     *
     * @throws ArrayIndexOutOfBoundsException where no type has the code
     */
    public static OrderType of(int code) {
        return BY_CODE[code];
    }
}
