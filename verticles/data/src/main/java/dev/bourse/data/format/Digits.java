package dev.bourse.data.format;

import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.Decimals;

/**
 * Reads scaled decimal numbers straight from bytes. A result of 0 or more is the number; a negative one is a fault, so
 * that nothing is thrown or allocated for a bad line.
 */
public final class Digits {
    /** It is no plain decimal number. */
    public static final long NOT_A_NUMBER = -1;

    /** It has more decimals than the scale, other than zeros. */
    public static final long TOO_FINE = -2;

    /** It does not fit a long. */
    public static final long TOO_LARGE = -3;

    /** It is a number below zero. */
    public static final long NEGATIVE = -4;

    private static final long LARGEST = Long.MAX_VALUE / 10 - 1;

    private Digits() {}

    /** The number in {@code bytes[from, to)} in units of {@code 10^-decimals}, or a fault. */
    public static long decimal(byte[] bytes, int from, int to, int decimals) {
        if (to > from && bytes[from] == '-') {
            long positive = decimal(bytes, from + 1, to, decimals);
            boolean number = positive > 0 || positive == TOO_FINE || positive == TOO_LARGE;
            return number ? NEGATIVE : positive == NEGATIVE ? NOT_A_NUMBER : positive;
        }
        long value = 0;
        int index = from;
        while (index < to) {
            int digit = bytes[index] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            if (value > LARGEST) {
                return onlyDigitsAndPoint(bytes, index, to) ? TOO_LARGE : NOT_A_NUMBER;
            }
            value = value * 10 + digit;
            index++;
        }
        if (index == to) {
            return to > from ? scaled(value, decimals) : NOT_A_NUMBER;
        }
        return bytes[index] == '.' && to - from > 1 ? fraction(bytes, index + 1, to, decimals, value) : NOT_A_NUMBER;
    }

    /** A whole number of 0 or more, or a fault. */
    public static long whole(byte[] bytes, int from, int to) {
        return decimal(bytes, from, to, 0);
    }

    /** What to say of a price that is this fault, zero or too large. */
    public static Verdict ofPrice(long fault) {
        return fault == NOT_A_NUMBER ? Verdict.PRICE : fault == TOO_FINE ? Verdict.PRICE_SCALE : Verdict.PRICE_RANGE;
    }

    /** What to say of a size that is this fault or too large. */
    public static Verdict ofSize(long fault) {
        return fault == NOT_A_NUMBER ? Verdict.SIZE : fault == TOO_FINE ? Verdict.SIZE_SCALE : Verdict.SIZE_RANGE;
    }

    /** A number of {@code from} decimals with {@code to} decimals, or a fault. */
    static long rescale(long value, int from, int to) {
        if (value < 0 || from == to) {
            return value;
        }
        if (to > from) {
            long factor = Decimals.power(to - from);
            return value > Long.MAX_VALUE / factor ? TOO_LARGE : value * factor;
        }
        long divisor = Decimals.power(from - to);
        return value % divisor == 0 ? value / divisor : TOO_FINE;
    }

    private static long scaled(long value, int decimals) {
        long factor = Decimals.power(decimals);
        return value > Long.MAX_VALUE / factor ? TOO_LARGE : value * factor;
    }

    private static long fraction(byte[] bytes, int from, int to, int decimals, long whole) {
        long value = whole;
        int left = decimals;
        boolean fine = false;
        for (int index = from; index < to; index++) {
            int digit = bytes[index] - '0';
            if (digit < 0 || digit > 9) {
                return NOT_A_NUMBER;
            }
            if (left == 0) {
                fine |= digit != 0;
            } else if (value > LARGEST) {
                return onlyDigitsAndPoint(bytes, index, to) ? TOO_LARGE : NOT_A_NUMBER;
            } else {
                value = value * 10 + digit;
                left--;
            }
        }
        return fine ? TOO_FINE : scaled(value, left);
    }

    private static boolean onlyDigitsAndPoint(byte[] bytes, int from, int to) {
        for (int index = from; index < to; index++) {
            if (bytes[index] != '.' && (bytes[index] < '0' || bytes[index] > '9')) {
                return false;
            }
        }
        return true;
    }
}
