package dev.bourse.bench.core;

/** Something that takes a stream of commands. */
interface Contender {
    String name();

    /** Starts anew, takes the commands before the timed ones, then the timed ones, and says what these cost. */
    Cost run(CommandStream stream);

    /** What came of the last run, for a reader to compare. */
    String outcome();

    /**
     * What the timed commands took.
     *
     * @param nanos by the clock
     * @param processorNanos of all threads that worked on them
     * @param bytes allocated for a command in the second half; below 0 where nobody knows
     */
    record Cost(long nanos, long processorNanos, double bytes) {}
}
