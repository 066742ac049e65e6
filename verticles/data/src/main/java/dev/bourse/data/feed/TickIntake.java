package dev.bourse.data.feed;

/** Takes the ticks of one feed, on the context of the data verticle. */
public interface TickIntake {
    /** What became of a tick that was offered. */
    enum Answer {
        /** It is dealt with: under way, or dropped and counted as configured. */
        TAKEN,
        /** There is no room: offer it again after {@link Feed#resume}. */
        FULL,
        /** Its partition belongs to another process. */
        ELSEWHERE
    }

    /**
     * Offers a tick.
     *
     * @param firstSequence the sequence that it gets if it is the first of its instrument here; 1 unless the feed
     *     counts itself
     */
    Answer offer(int instrument, long firstSequence, long time, long price, long size);

    /** The feed will give no tick of this partition from before {@code time} any more, but for late ones. */
    void watermark(int partition, long time);

    /** True where this process owns the instrument's partition. */
    boolean owns(int instrument);
}
