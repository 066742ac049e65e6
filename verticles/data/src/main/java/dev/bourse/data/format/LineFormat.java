package dev.bourse.data.format;

import dev.bourse.data.record.TickSink;
import dev.bourse.data.record.Verdict;

/** A format whose records are lines. Used by one thread. */
public interface LineFormat {
    /**
     * Judges the line in {@code bytes[from, to)}, without its line end. Gives its ticks to the sink only where all of
     * the line is right; a rejected line changes nothing.
     */
    Verdict line(byte[] bytes, int from, int to, TickSink sink);
}
