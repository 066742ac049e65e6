package dev.bourse.bench.core;

/** Something that takes a stream of commands. */
interface Contender {
    String name();

    /** Starts anew and takes the commands before the timed ones. */
    void prepare(CommandStream stream);

    /** Takes commands from a number to below another. */
    void run(CommandStream stream, int from, int to);

    /** What came of the last run, for a reader to compare. */
    String outcome();
}
