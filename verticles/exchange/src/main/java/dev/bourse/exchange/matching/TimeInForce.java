package dev.bourse.exchange.matching;

/** How long an order stays. The code is what snapshots hold. */
public enum TimeInForce {
    /** Good till cancelled. */
    GTC,
    /** Until the phase becomes {@link Phase#CLOSED}. */
    DAY,
    /** Until a given moment: cancelled by the first {@link OrderBook#advanceTo} at or after its expiry. */
    GTD,
    /** Immediate or cancel: what does not trade at once is cancelled. */
    IOC,
    /** Fill or kill: trades wholly and at once, or is rejected. */
    FOK,
    /**
     * Fill or kill against a total: the price is a budget, the sum of price times quantity. A buy order trades wholly
     * if that costs at most the budget, a sell order if it yields at least the budget; otherwise the order is rejected.
     */
    FOK_BUDGET;

    private static final TimeInForce[] BY_CODE = values();

    /** The code of this time in force, from 0. */
    public int code() {
        return ordinal();
    }

    /** Whether an order's rest may stay in the book. */
    public boolean rests() {
        return this == GTC || this == DAY || this == GTD;
    }

    /**
     * The time in force of a code.
     *
     * @throws ArrayIndexOutOfBoundsException where no time in force has the code
     */
    public static TimeInForce of(int code) {
        return BY_CODE[code];
    }
}
