package dev.bourse.web.chart;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The length of a bar. */
public enum Period {
    MINUTE("1m"),
    FIVE_MINUTES("5m"),
    HOUR("1h"),
    DAY("1d"),
    WEEK("1w"),
    MONTH("1mo");

    private final String word;

    Period(String word) {
        this.word = word;
    }

    /** The word of the protocol, such as {@code 5m}. */
    public String word() {
        return word;
    }

    /** The period of that word. */
    public static Optional<Period> of(String word) {
        return Arrays.stream(values())
                .filter(period -> period.word.equals(word))
                .findFirst();
    }

    /** All words, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(Period::word).collect(Collectors.joining(" "));
    }
}
