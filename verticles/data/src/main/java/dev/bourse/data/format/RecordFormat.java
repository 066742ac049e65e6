package dev.bourse.data.format;

import dev.bourse.data.record.Tally;
import dev.bourse.data.record.TickSink;

/** Cuts a stream of bytes into records, and judges each. Used by one thread. */
public interface RecordFormat {
    /**
     * Takes the whole records out of {@code bytes[from, to)}.
     *
     * @param end true where the stream ends with these bytes
     * @return the index of the first byte not taken; {@code to} after the end. If nothing was taken, it needs to see
     *     more bytes at once
     */
    int take(byte[] bytes, int from, int to, boolean end, TickSink sink, Tally tally);

    /**
     * True where a reading that begins with the first byte not taken, after {@link #begin}, would go on just as this
     * one.
     */
    default boolean atBeginning() {
        return false;
    }

    /**
     * Takes the beginning of the stream in {@code bytes[0, to)} for what it says of the rest, such as the names of
     * columns.
     *
     * @return false where that is not there, or does not suffice for reading on from anywhere
     */
    default boolean begin(byte[] bytes, int to) {
        return false;
    }

    /** The most bytes that it needs to see at once. */
    int window();
}
