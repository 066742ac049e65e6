package dev.bourse.exchange.matching;

/** Why what was left of an order was taken away. */
public enum CancelReason {
    /** Its owner asked for it: a cancel, or a reduction by all that was left. */
    REQUESTED,
    /** An IOC or market order found no (more) partner. */
    UNFILLED,
    /** A GTD order's time came. */
    EXPIRED,
    /** A DAY order's day ended. */
    END_OF_DAY,
    /** It would have traded with an order of the same account. */
    SELF_TRADE,
    /** The next trade would have been outside the price band, and the order may not rest. */
    PRICE_BAND,
    /** A replace asked for a quantity that had already traded. */
    REPLACED_BELOW_FILLED,
    /** Its account's orders were all cancelled. */
    ACCOUNT,
    /** Its instrument's orders were all cancelled. */
    INSTRUMENT;

    private static final CancelReason[] BY_CODE = values();

    /** The code of this reason, from 0. */
    public int code() {
        return ordinal();
    }

    /**
     * The reason of a code.
     *
     * @throws ArrayIndexOutOfBoundsException where no reason has the code
     */
    public static CancelReason of(int code) {
        return BY_CODE[code];
    }
}
