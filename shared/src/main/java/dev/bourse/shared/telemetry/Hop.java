package dev.bourse.shared.telemetry;

/** Records how long one hop takes. Safe for all threads; recording allocates nothing. */
@FunctionalInterface
public interface Hop {
    /**
     * One latency in nanoseconds. What is below 0 (clocks of two machines) counts as 0, what is above an hour as an
     * hour.
     */
    void record(long nanos);
}
