package dev.bourse.marketdata.candle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The periods of candles, in UTC: weeks start on Monday, months on their first day. Times are microseconds. */
public enum Period {
    /** 1 second. */
    SECOND("1s", 1),
    /** 1 minute. */
    MINUTE("1m", 60),
    /** 5 minutes. */
    FIVE_MINUTES("5m", 300),
    /** 1 hour. */
    HOUR("1h", 3_600),
    /** 1 day. */
    DAY("1d", 86_400),
    /** 1 week from Monday on. */
    WEEK("1w", 604_800),
    /** A month of the calendar; its resolution is that of 30 days. */
    MONTH("1mo", 2_592_000);

    private static final long MICROS = 1_000_000;
    /** The first Monday after 1970-01-01, a Thursday. */
    private static final long FIRST_MONDAY = TimeUnit.DAYS.toMicros(4);

    private final String word;
    private final int seconds;

    Period(String word, int seconds) {
        this.word = word;
        this.seconds = seconds;
    }

    /** The period of a resolution in seconds, if there is one. */
    public static Optional<Period> ofSeconds(long seconds) {
        return Arrays.stream(values())
                .filter(period -> period.seconds == seconds)
                .findFirst();
    }

    /** The period of a word such as {@code 5m}, if there is one. */
    public static Optional<Period> ofWord(String word) {
        return Arrays.stream(values())
                .filter(period -> period.word.equals(word))
                .findFirst();
    }

    /** Its word: 1s, 1m, 5m, 1h, 1d, 1w, 1mo. */
    public String word() {
        return word;
    }

    /** Its resolution in seconds. */
    public int seconds() {
        return seconds;
    }

    /** When the candle that holds a time starts. */
    public long startOf(long timeMicros) {
        if (this == MONTH) {
            return micros(date(timeMicros).withDayOfMonth(1));
        }
        long origin = this == WEEK ? FIRST_MONDAY : 0;
        return timeMicros - Math.floorMod(timeMicros - origin, seconds * MICROS);
    }

    /** When the candle that starts at a time ends, which is when the next one starts. */
    public long endOf(long startMicros) {
        return this == MONTH ? micros(date(startMicros).plusMonths(1)) : startMicros + seconds * MICROS;
    }

    private static LocalDate date(long timeMicros) {
        return Instant.ofEpochSecond(Math.floorDiv(timeMicros, MICROS))
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
    }

    private static long micros(LocalDate date) {
        return TimeUnit.DAYS.toMicros(date.toEpochDay());
    }
}
