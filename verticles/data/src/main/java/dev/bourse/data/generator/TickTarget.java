package dev.bourse.data.generator;

/** Takes the ticks that are made. */
@FunctionalInterface
public interface TickTarget {
    /**
     * One tick; false where there is no room, and it must be offered again. {@code sequence} is the step since 1970,
     * plus one.
     */
    boolean offer(int instrument, long sequence, long time, long price, long size);
}
