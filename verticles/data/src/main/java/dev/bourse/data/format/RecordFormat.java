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

    /** The most bytes that it needs to see at once. */
    int window();
}
