package dev.bourse.exchange.matching;

/** What an incoming order does when it meets a resting order of its own account. An auction does not apply it. */
public enum SelfTradePrevention {
    /** Trades with it. */
    NONE,
    /** Cancels the resting order and goes on. */
    CANCEL_RESTING,
    /** Cancels what is left of the incoming order. */
    CANCEL_INCOMING,
    /** Cancels the resting order and what is left of the incoming order. */
    CANCEL_BOTH;

    private static final SelfTradePrevention[] BY_CODE = values();

    /** The code of this rule, from 0. */
    public int code() {
        return ordinal();
    }

    /**
     * The rule of a code.
     *
     * @throws ArrayIndexOutOfBoundsException where no rule has the code
     */
    public static SelfTradePrevention of(int code) {
        return BY_CODE[code];
    }
}
