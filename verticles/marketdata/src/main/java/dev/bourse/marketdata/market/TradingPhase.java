package dev.bourse.marketdata.market;

/** The phase of an instrument's trading, with the core's codes. */
public enum TradingPhase {
    /** Orders are collected. */
    PRE_OPEN,
    /** Orders are collected, with an indicative price. */
    OPENING_AUCTION,
    /** Orders are matched as they come. */
    CONTINUOUS,
    /** No new orders. */
    HALTED,
    /** Orders are collected, with an indicative price. */
    CLOSING_AUCTION,
    /** No new orders. */
    CLOSED;

    private static final TradingPhase[] BY_CODE = values();

    /** The phase of a code. */
    public static TradingPhase of(int code) {
        return BY_CODE[code];
    }

    /** Whether orders are collected without matching them, so that there is an indicative price. */
    public boolean collects() {
        return this == PRE_OPEN || this == OPENING_AUCTION || this == CLOSING_AUCTION;
    }
}
