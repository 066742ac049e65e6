package dev.bourse.bench.matching;

import org.HdrHistogram.Histogram;

/**
 * A book to be measured. Each contender has its own loops over the commands, so that the compiler sees one kind of book
 * at each call and no contender pays for the presence of the others.
 */
interface Contender {
    /** What the report calls it. */
    String name();

    /** Throws the last run's book away and makes an empty one. */
    void reset();

    /** Applies the commands from one number to before another. */
    void run(CommandColumns commands, int from, int to);

    /** The same, and records the nanoseconds of each command with those of reading the clock. */
    void runTimed(CommandColumns commands, int from, int to, Histogram nanos);

    /** What came out since {@link #reset}, to see that all books did the same. */
    Outcome outcome();

    /** Trades, traded lots, commands refused, orders that rest. */
    record Outcome(long trades, long volume, long refused, long resting) {}
}
