package dev.bourse.data.record;

/** Takes ticks one at a time, in the order in which the feed gives them. */
@FunctionalInterface
public interface TickSink {
    /**
     * One tick.
     *
     * @param instrument the instrument's id
     * @param time event time, milliseconds since 1970
     * @param price above 0, in the instrument's price units
     * @param size 0 or more, in the instrument's size units; 0 where the source names none
     */
    void tick(int instrument, long time, long price, long size);
}
