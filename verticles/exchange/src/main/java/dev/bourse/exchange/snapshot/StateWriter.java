package dev.bourse.exchange.snapshot;

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
}
