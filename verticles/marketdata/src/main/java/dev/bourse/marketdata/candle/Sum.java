package dev.bourse.marketdata.candle;

import java.math.BigInteger;

/**
 * A sum of products of 128 bits, in two longs: price times quantity over any number of trades never overflows it. One
 * thread.
 */
public final class Sum {
    private long high;
    private long low;

    /** Adds the product of two numbers. */
    public void addProduct(long one, long other) {
        add(Math.multiplyHigh(one, other), one * other);
    }

    /** Adds the number of the halves given. */
    public void add(long highHalf, long lowHalf) {
        long sum = low + lowHalf;
        high += highHalf + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        low = sum;
    }

    /** Makes it the number of the halves given. */
    public void set(long highHalf, long lowHalf) {
        high = highHalf;
        low = lowHalf;
    }

    /** The upper 64 bits, signed. */
    public long high() {
        return high;
    }

    /** The lower 64 bits, unsigned. */
    public long low() {
        return low;
    }

    /** The number of two halves. */
    public static BigInteger value(long highHalf, long lowHalf) {
        return BigInteger.valueOf(highHalf).shiftLeft(Long.SIZE).add(new BigInteger(Long.toUnsignedString(lowHalf)));
    }
}
