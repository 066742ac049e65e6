package dev.bourse.exchange.snapshot;

import java.math.BigInteger;

/** Gives back what a {@link StateWriter} took, in the same order. Used on the core's thread. */
public interface StateReader {

    /**
     * The next number.
     *
     * @throws SnapshotException if there is none or its block is damaged
     */
    long getLong();

    /**
     * The next number, which must lie within bounds.
     *
     * @throws SnapshotException if it does not
     */
    default int getInt(String what, int least, int most) {
        long value = getLong();
        if (value < least || value > most) {
            throw new SnapshotException(what + " is " + value + "; it must be " + least + " to " + most);
        }
        return (int) value;
    }

    /** Fills {@code values[from]} to {@code values[to - 1]}. */
    default void getLongs(long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = getLong();
        }
    }

    /** Fills {@code values[from]} to {@code values[to - 1]}. */
    default void getInts(int[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = (int) getLong();
        }
    }

    /** The next text, which must not be longer than this. */
    default String getText(String what, int most) {
        int length = getInt("length of " + what, 0, most);
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = (char) getInt("character of " + what, 0, Character.MAX_VALUE);
        }
        return new String(text);
    }

    /** The next yes or no. */
    default boolean getFlag(String what) {
        return getInt(what, 0, 1) == 1;
    }

    /** The next number of any size. */
    default BigInteger getNumber(String what) {
        byte[] bytes = new byte[getInt("bytes of " + what, 1, 1_024)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) getInt("byte of " + what, Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
        return new BigInteger(bytes);
    }
}
