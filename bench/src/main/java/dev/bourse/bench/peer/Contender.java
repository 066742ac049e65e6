package dev.bourse.bench.peer;

/** A stream processor that takes all ticks of a work and gives an output after each. */
interface Contender extends AutoCloseable {
    String name();

    /** Processes all ticks, from empty states; returns once the outputs have all that it was given. */
    Stopwatch.Passed run(Work work, Outputs outputs) throws Exception;

    @Override
    void close();
}
