package dev.bourse.exchange.snapshot;

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
}
