package dev.bourse.state.bar;

import java.util.Optional;

/** How long a bar is. A bar covers its start and ends before the next one's start. */
public enum BarPeriod {
    MINUTE("1m", 60_000, 300),
    FIVE_MINUTES("5m", 300_000, 300),
    HOUR("1h", 3_600_000, 240),
    DAY("1d", 86_400_000, 120),
    /** Monday to Sunday. */
    WEEK("1w", 7 * 86_400_000L, 60),
    MONTH("1mo", 31 * 86_400_000L, 36);

    /** How many periods there are. */
    public static final int COUNT = values().length;

    private final String word;
    private final long longestMillis;
    private final int barsKept;

    BarPeriod(String word, long longestMillis, int barsKept) {
        this.word = word;
        this.longestMillis = longestMillis;
        this.barsKept = barsKept;
    }

    /** What the period is called in options, queries and files, such as {@code 5m}. */
    public String word() {
        return word;
    }

    /** The longest that a bar of this period lasts, leaving aside changes of the clock. */
    public long longestMillis() {
        return longestMillis;
    }

    /** How many bars an instrument keeps unless configured. */
    public int barsKept() {
        return barsKept;
    }

    /** The period of that word. */
    public static Optional<BarPeriod> of(String word) {
        for (BarPeriod period : values()) {
            if (period.word.equals(word)) {
                return Optional.of(period);
            }
        }
        return Optional.empty();
    }
}
