package dev.bourse.data.format;

import java.time.LocalDate;

/**
 * Reads points in time from bytes: ISO 8601 (a time without a zone is UTC), or a count since 1970 whose unit follows
 * from its digits (up to 11 are seconds, 14 milliseconds, 17 microseconds, more nanoseconds). Results are milliseconds
 * since 1970; what is finer is cut off.
 */
public final class Times {
    /** It is no point in time. */
    public static final long NOT_A_TIME = -1;

    /** The first millisecond of 2200, which no feed reaches. */
    public static final long END = LocalDate.of(2200, 1, 1).toEpochDay() * 86_400_000L;

    private static final long OUT_OF_RANGE = -2;
    private static final long DAY = 86_400_000L;

    private Times() {}

    /**
     * The time in {@code bytes[from, to)}: a number in range, {@link #NOT_A_TIME}, or another negative number where it
     * is out of range.
     */
    public static long read(byte[] bytes, int from, int to) {
        long millis = to - from >= 10 && bytes[from + 4] == '-' ? iso(bytes, from, to) : epoch(bytes, from, to);
        return millis >= END ? OUT_OF_RANGE : millis;
    }

    /** The start of the day {@code yyyy-mm-dd} in {@code bytes[from, to)}, as a day number since 1970, or negative. */
    static long day(byte[] bytes, int from, int to) {
        if (to - from != 10 || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
            return NOT_A_TIME;
        }
        int year = digits(bytes, from, 4);
        int month = digits(bytes, from + 5, 2);
        int day = digits(bytes, from + 8, 2);
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
            return NOT_A_TIME;
        }
        return year < 1970 ? OUT_OF_RANGE : daysSince1970(year, month, day);
    }

    private static long epoch(byte[] bytes, int from, int to) {
        int point = from;
        while (point < to && bytes[point] != '.') {
            point++;
        }
        int length = point - from;
        int decimals = length <= 11 ? 3 : 0;
        if (point < to) {
            return length <= 11 ? secondsWithFraction(bytes, from, point, to) : NOT_A_TIME;
        }
        long value = Digits.decimal(bytes, from, to, decimals);
        if (value < 0) {
            return value == Digits.NOT_A_NUMBER ? NOT_A_TIME : OUT_OF_RANGE;
        }
        return length <= 14 ? value : length <= 17 ? value / 1_000 : value / 1_000_000;
    }

    private static long secondsWithFraction(byte[] bytes, int from, int point, int to) {
        long seconds = Digits.whole(bytes, from, point);
        long millis = millis(bytes, point + 1, to);
        return seconds < 0 || millis < 0 ? NOT_A_TIME : seconds * 1_000 + millis;
    }

    private static long iso(byte[] bytes, int from, int to) {
        long day = day(bytes, from, from + 10);
        if (day < 0 || to - from == 10) {
            return day < 0 ? day : day * DAY;
        }
        if (to - from < 16 || (bytes[from + 10] != 'T' && bytes[from + 10] != ' ') || bytes[from + 13] != ':') {
            return NOT_A_TIME;
        }
        int hour = digits(bytes, from + 11, 2);
        int minute = digits(bytes, from + 14, 2);
        int index = from + 16;
        int second = 0;
        long millis = 0;
        if (index + 3 <= to && bytes[index] == ':') {
            second = digits(bytes, index + 1, 2);
            index += 3;
            if (index < to && bytes[index] == '.') {
                int end = endOfDigits(bytes, index + 1, to);
                millis = millis(bytes, index + 1, end);
                index = end;
            }
        }
        long offset = offsetMillis(bytes, index, to);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || millis < 0) {
            return NOT_A_TIME;
        }
        if (offset == Long.MIN_VALUE) {
            return NOT_A_TIME;
        }
        long time = day * DAY + hour * 3_600_000L + minute * 60_000L + second * 1_000L + millis - offset;
        return time < 0 ? OUT_OF_RANGE : time;
    }

    /** What the zone at the end adds to UTC; {@link Long#MIN_VALUE} where it is none. */
    private static long offsetMillis(byte[] bytes, int from, int to) {
        if (from == to || (to - from == 1 && bytes[from] == 'Z')) {
            return 0;
        }
        boolean colon = to - from == 6 && bytes[from + 3] == ':';
        if ((bytes[from] != '+' && bytes[from] != '-') || (!colon && to - from != 5 && to - from != 3)) {
            return Long.MIN_VALUE;
        }
        int hours = digits(bytes, from + 1, 2);
        int minutes = to - from == 3 ? 0 : digits(bytes, colon ? from + 4 : from + 3, 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return Long.MIN_VALUE;
        }
        long offset = hours * 3_600_000L + minutes * 60_000L;
        return bytes[from] == '-' ? -offset : offset;
    }

    /** The first three of the digits as milliseconds; negative where it is none, or anything but digits. */
    private static long millis(byte[] bytes, int from, int to) {
        if (from == to || endOfDigits(bytes, from, to) != to) {
            return NOT_A_TIME;
        }
        long millis = 0;
        for (int index = from; index < from + 3; index++) {
            millis = millis * 10 + (index < to ? bytes[index] - '0' : 0);
        }
        return millis;
    }

    private static int endOfDigits(byte[] bytes, int from, int to) {
        int index = from;
        while (index < to && bytes[index] >= '0' && bytes[index] <= '9') {
            index++;
        }
        return index;
    }

    private static int digits(byte[] bytes, int from, int count) {
        int value = 0;
        for (int index = from; index < from + count; index++) {
            int digit = bytes[index] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int daysOf(int year, int month) {
        if (month == 2) {
            return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days by the Gregorian calendar, counted in years that begin in March so that a leap day comes last. */
    private static long daysSince1970(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int m = month <= 2 ? month + 9 : month - 3;
        return 365L * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 719_469;
    }
}
