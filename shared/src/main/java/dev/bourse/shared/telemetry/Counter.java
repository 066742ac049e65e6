package dev.bourse.shared.telemetry;

/** A count that only grows. Safe for all threads; adding allocates nothing. */
public interface Counter {
    /** Adds {@code amount}, 0 or more. */
    void add(long amount);

    /** Adds one. */
    default void increment() {
        add(1);
    }

    /** The count so far. */
    long count();
}
