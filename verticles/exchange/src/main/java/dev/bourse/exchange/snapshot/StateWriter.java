package dev.bourse.exchange.snapshot;

import java.math.BigInteger;

/** Takes the state of the core, number by number, always in the same order. Used on the core's thread. */
public interface StateWriter {

    /** Takes one number. */
    void putLong(long value);

    /** Takes {@code values[from]} to {@code values[to - 1]}; the count is not written. */
    default void putLongs(long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            putLong(values[i]);
        }
    }

    /** Takes {@code values[from]} to {@code values[to - 1]}; the count is not written. */
    default void putInts(int[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            putLong(values[i]);
        }
    }

    /** Takes a text. */
    default void putText(String text) {
        putLong(text.length());
        for (int i = 0; i < text.length(); i++) {
            putLong(text.charAt(i));
        }
    }

    /** Takes yes or no. */
    default void putFlag(boolean flag) {
        putLong(flag ? 1 : 0);
    }

    /** Takes a number of any size. */
    default void putNumber(BigInteger number) {
        byte[] bytes = number.toByteArray();
        putLong(bytes.length);
        for (byte each : bytes) {
            putLong(each);
        }
    }
}
