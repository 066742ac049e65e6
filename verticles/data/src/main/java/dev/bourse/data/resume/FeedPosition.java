package dev.bourse.data.resume;

import java.util.Map;

/**
 * Where in a feed's source a partition stands, so that the next owner can go on there. The marks are the feed's own: a
 * generator's time and instrument, a file's record, a vendor's sequence by the vendor's name.
 *
 * @param marks numbers by name
 */
public record FeedPosition(Map<String, Long> marks) {
    /** The beginning. */
    public static final FeedPosition START = new FeedPosition(Map.of());

    /** Copies the marks. */
    public FeedPosition {
        marks = Map.copyOf(marks);
    }

    /** A mark, 0 where there is none. */
    public long mark(String name) {
        return marks.getOrDefault(name, 0L);
    }
}
