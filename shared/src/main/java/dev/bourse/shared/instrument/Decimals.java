package dev.bourse.shared.instrument;

/**
 * Scaled decimal numbers: the long {@code value} with {@code decimals} digits stands for {@code value / 10^decimals}.
 * Exact in both directions; nothing here rounds.
 */
public final class Decimals {
    /** The most digits after the point that a price or a size may have. */
    public static final int MAX_DECIMALS = 9;

    private static final long[] POWERS = {
        1L, 10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L, 100_000_000L, 1_000_000_000L
    };

    private Decimals() {}

    /** 10 to the power of {@code decimals}, 0 to 9. */
    public static long power(int decimals) {
        return POWERS[decimals];
    }

    /**
     * Reads a plain decimal number such as {@code 61737.63}, {@code -1} or {@code .5}. Zeros beyond the scale are
     * accepted, since they say nothing; any other digit beyond it is refused rather than rounded.
     *
     * @throws NumberFormatException with a sentence that names the text and what is wrong with it
     */
    public static long parse(CharSequence text, int decimals) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        int fraction = -1;
        int digits = 0;
        long value = 0;
        for (int index = negative ? 1 : 0; index < length; index++) {
            char c = text.charAt(index);
            if (c == '.' && fraction < 0) {
                fraction = 0;
                continue;
            }
            int digit = c - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException("'" + text + "' is not a plain decimal number");
            }
            digits++;
            if (fraction >= decimals) {
                if (digit != 0) {
                    throw new NumberFormatException("'" + text + "' has more than " + decimals + " decimals");
                }
                continue;
            }
            if (value > (Long.MAX_VALUE - digit) / 10) {
                throw new NumberFormatException("'" + text + "' is too large for " + decimals + " decimals");
            }
            value = value * 10 + digit;
            if (fraction >= 0) {
                fraction++;
            }
        }
        if (digits == 0) {
            throw new NumberFormatException("'" + text + "' is not a plain decimal number");
        }
        long factor = POWERS[decimals - Math.max(fraction, 0)];
        if (value > Long.MAX_VALUE / factor) {
            throw new NumberFormatException("'" + text + "' is too large for " + decimals + " decimals");
        }
        return negative ? -value * factor : value * factor;
    }

    /**
     * Writes the number with exactly {@code decimals} digits after the point: {@code format(6173763, 2)} is "61737.63".
     */
    public static String format(long value, int decimals) {
        StringBuilder out = new StringBuilder(24);
        append(out, value, decimals);
        return out.toString();
    }

    /** Appends what {@link #format} gives. */
    public static void append(StringBuilder out, long value, int decimals) {
        if (decimals == 0) {
            out.append(value);
            return;
        }
        long power = POWERS[decimals];
        long whole = value / power;
        long rest = Math.abs(value % power);
        if (value < 0 && whole == 0) {
            out.append('-');
        }
        out.append(whole).append('.');
        for (long place = power / 10; place > rest && place > 1; place /= 10) {
            out.append('0');
        }
        out.append(rest);
    }
}
