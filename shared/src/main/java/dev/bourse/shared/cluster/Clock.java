package dev.bourse.shared.cluster;

import java.time.Instant;

/** The time of day, passed in wherever it is needed so that tests can have their own. Safe for all threads. */
public interface Clock {
    /** Nanoseconds since 1970 UTC; comparable between processes of one machine to some microseconds. */
    long nanos();

    /** Milliseconds since 1970 UTC. */
    default long millis() {
        return nanos() / 1_000_000;
    }

    /** The system's clock. */
    Clock SYSTEM = () -> {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    };
}
