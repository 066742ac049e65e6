package dev.bourse.shared.message;

/**
 * The columns of a state record, in their order. Prices and sizes are in the instrument's units; columns marked
 * <em>fine</em> are averages in price units with {@link #FINE_DECIMALS} more decimals, rounded half even. A column that
 * has no value yet holds {@link #ABSENT}.
 */
public enum StateField {
    /** The instrument's sequence of the tick that made this state. */
    SEQUENCE,
    /** Event time of that tick, milliseconds since 1970. */
    TIME,
    /** The price of the newest tick by event time. */
    LAST,
    /** The size of that tick. */
    SIZE,
    /** First price of the session. */
    SESSION_OPEN,
    /** Highest price of the session. */
    SESSION_HIGH,
    /** Lowest price of the session. */
    SESSION_LOW,
    /** Sum of sizes of the session. */
    SESSION_VOLUME,
    /** Number of ticks of the session. */
    SESSION_TRADES,
    /** Volume-weighted price of the session; fine. */
    SESSION_VWAP,
    /** Average price of the last minute; fine. */
    AVERAGE_1M,
    /** Average price of the last 5 minutes; fine. */
    AVERAGE_5M,
    /** Average price of the last 15 minutes; fine. */
    AVERAGE_15M,
    /** Average price of the last 60 minutes; fine. */
    AVERAGE_60M,
    /** Average price of the session; fine. */
    AVERAGE_SESSION,
    /** Exponential average with the shorter period; fine. */
    EXPONENTIAL_SHORT,
    /** Exponential average with the longer period; fine. */
    EXPONENTIAL_LONG;

    /** How many decimals a fine column has beyond the price's own. */
    public static final int FINE_DECIMALS = 4;

    /** What stands in a column that has no value. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** How many columns come before those of the lookbacks. */
    public static final int COUNT = values().length;
}
