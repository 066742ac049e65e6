package dev.bourse.shared.message;

/**
 * The columns that a state record has for each lookback, a number N of ticks: what the N prices <em>before</em> the
 * newest one were. {@link StateField#ABSENT} until there are N of them.
 */
public enum LookbackField {
    /** The highest of the previous N prices. */
    MAXIMUM,
    /** The lowest of the previous N prices. */
    MINIMUM,
    /** Their average; fine, see {@link StateField}. */
    MEAN,
    /** Their standard deviation (of the population); fine. */
    DEVIATION;

    /** How many columns a lookback has. */
    public static final int COUNT = values().length;
}
