package dev.bourse.state.arithmetic;

import dev.bourse.shared.message.StateField;

/**
 * An exact sum in 128 bits. Prices and sizes are at most 10^13, so a sum of their products stays exact for more than
 * 10^12 ticks. Used by one thread.
 */
public final class WideSum {
    /**
     * What an average is multiplied with, so that it keeps {@link StateField#FINE_DECIMALS} decimals more than a price.
     */
    public static final long FINE = 10_000;

    private static final long NARROW = Long.MAX_VALUE / FINE;

    private long high;
    private long low;

    /** Sets the sum to 0. */
    public void clear() {
        high = 0;
        low = 0;
    }

    /** Sets the sum to the number whose upper and lower 64 bits these are. */
    public void set(long upperBits, long lowerBits) {
        high = upperBits;
        low = lowerBits;
    }

    public long upperBits() {
        return high;
    }

    public long lowerBits() {
        return low;
    }

    /** Adds a value of either sign. */
    public void add(long value) {
        low += value;
        high += (value >> 63) + (Long.compareUnsigned(low, value) < 0 ? 1 : 0);
    }

    /** Takes a value away that was added. */
    public void subtract(long value) {
        add(-value);
    }

    /** Adds the product of two numbers, neither negative. */
    public void addProduct(long left, long right) {
        long product = left * right;
        low += product;
        high += Math.multiplyHigh(left, right) + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
    }

    /** Takes a product away that was added. */
    public void subtractProduct(long left, long right) {
        long product = left * right;
        long borrow = Long.compareUnsigned(low, product) < 0 ? 1 : 0;
        low -= product;
        high -= Math.multiplyHigh(left, right) + borrow;
    }

    /**
     * The sum divided by {@code divisor}, in fine units, rounded half even.
     *
     * @param divisor 1 or more; the sum is not negative and the average at most 10^13
     */
    public long averageFine(long divisor) {
        if (high == 0 && low >= 0 && low <= NARROW) {
            return halfEven(low * FINE / divisor, low * FINE, divisor);
        }
        long upper = high * FINE + Math.unsignedMultiplyHigh(low, FINE);
        long lower = low * FINE;
        return halfEven(WideDivision.divide(upper, lower, divisor), lower, divisor);
    }

    /** The same for a sum that fits a long and a divisor of at most 10^9. */
    public static long averageFine(long sum, long divisor) {
        if (sum <= NARROW) {
            return halfEven(sum * FINE / divisor, sum * FINE, divisor);
        }
        long rest = sum % divisor * FINE;
        // FINE is even, so the whole part does not change which neighbour is the even one.
        return sum / divisor * FINE + halfEven(rest / divisor, rest, divisor);
    }

    /** {@code quotient} of a division, or one more, by what the low bits of the dividend say of the rest. */
    private static long halfEven(long quotient, long dividendLow, long divisor) {
        long rest = dividendLow - quotient * divisor;
        long missing = divisor - rest;
        return rest > missing || (rest == missing && (quotient & 1) == 1) ? quotient + 1 : quotient;
    }

    /**
     * The standard deviation (of the population) of {@code count} values in fine units, where this is the sum of their
     * squares and {@code sum} their sum. The variance is exact; its root is taken in IEEE 754 doubles, which every Java
     * machine computes alike, and rounded half even: relative error below 2^-50.
     *
     * @param count 1 to 10,000
     * @param sum of values that are each at most 10^13
     */
    public long deviationFine(long sum, long count) {
        long squareLow = sum * sum;
        long scaledLow = low * count;
        long scaledHigh = high * count + Math.unsignedMultiplyHigh(low, count);
        long varianceHigh =
                scaledHigh - Math.multiplyHigh(sum, sum) - (Long.compareUnsigned(scaledLow, squareLow) < 0 ? 1 : 0);
        long varianceLow = scaledLow - squareLow;
        double variance = varianceHigh * 0x1p64 + unsigned(varianceLow);
        return (long) Math.rint(Math.sqrt(variance) * FINE / count);
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }
}
