package dev.bourse.exchange.account;

/**
 * Exact arithmetic of amounts. Amounts are whole smallest units of an asset, at most {@link #MAX}; what would pass it
 * gives {@link #OVERFLOW}, never a wrapped number. Fees are rounded down to the unit for each execution, so the fees of
 * an order's parts never add up to more than the fee of the whole: what was held for the whole always suffices.
 */
public final class Money {
    /** The greatest amount, and the greatest total of an asset over all accounts: sums of two never wrap. */
    public static final long MAX = 1L << 62;
    /** What an amount beyond {@link #MAX} is told as. */
    public static final long OVERFLOW = -1;
    /** 100 percent in basis points. */
    public static final int FULL_BPS = 10_000;

    private Money() {}

    /** The product of two numbers of 0 or more, or {@link #OVERFLOW}. */
    public static long multiply(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return high != 0 || low < 0 || low > MAX ? OVERFLOW : low;
    }

    /** The product of three numbers of 0 or more, or {@link #OVERFLOW} also where a zero would have saved it. */
    public static long multiply(long a, long b, long c) {
        long ab = multiply(a, b);
        return ab < 0 ? OVERFLOW : c == 1 ? ab : multiply(ab, c);
    }

    /** {@code value * bps / 10000} rounded down, for a value of 0 to {@link #MAX} and 0 to 10,000 basis points. */
    public static long fee(long value, int bps) {
        if (value < Long.MAX_VALUE / FULL_BPS) {
            return value * bps / FULL_BPS;
        }
        return value / FULL_BPS * bps + value % FULL_BPS * bps / FULL_BPS;
    }

    /** A value with its fee, or {@link #OVERFLOW}; {@code OVERFLOW} stays so. */
    public static long withFee(long value, int bps) {
        if (value < 0) {
            return OVERFLOW;
        }
        long sum = value + fee(value, bps);
        return sum > MAX || sum < 0 ? OVERFLOW : sum;
    }
}
