package dev.bourse.exchange.matching;

/**
 * The trading phase of an instrument. Cancelling and reducing is allowed in every phase.
 *
 * <p>Entering {@link #CONTINUOUS} or {@link #CLOSED} from a phase that collects orders first matches the crossed part
 * of the book at one price.
 */
public enum Phase {
    /** Resting orders are collected and not matched. */
    PRE_OPEN(true),
    /** Orders are collected; the book tells the price at which it would open. */
    OPENING_AUCTION(true),
    /** Each order is matched as it comes. */
    CONTINUOUS(false),
    /** No new orders, nothing is matched. */
    HALTED(false),
    /** Orders are collected; the book tells the price at which it would close. */
    CLOSING_AUCTION(true),
    /** No new orders; DAY orders have been cancelled. */
    CLOSED(false);

    private static final Phase[] BY_CODE = values();

    private final boolean collects;

    Phase(boolean collects) {
        this.collects = collects;
    }

    /** The code of this phase, from 0. */
    public int code() {
        return ordinal();
    }

    /** Whether orders are taken into the book without matching them. */
    public boolean collects() {
        return collects;
    }

    /**
     * The phase of a code.
     *
     * @throws ArrayIndexOutOfBoundsException where no phase has the code
     */
    public static Phase of(int code) {
        return BY_CODE[code];
    }
}
