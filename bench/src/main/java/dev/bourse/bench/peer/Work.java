package dev.bourse.bench.peer;

import dev.bourse.bench.tick.RandomWalk;
import java.io.Serializable;

/**
 * The ticks that every contender gets: {@code rounds} for each instrument, one a second of event time.
 *
 * @param instruments how many, with the ids from 0 on
 * @param rounds ticks of each
 */
record Work(int instruments, int rounds) implements Serializable {
    /** The ticks are made by this many walks, as the analysis has partitions. */
    static final int WALKS = 64;

    static final long ROUND_MILLIS = 1_000;

    /** The ticks of a part of the instruments. */
    RandomWalk walk(int number) {
        return RandomWalk.of(number, WALKS, instruments, ROUND_MILLIS);
    }

    long ticks() {
        return (long) instruments * rounds;
    }
}
