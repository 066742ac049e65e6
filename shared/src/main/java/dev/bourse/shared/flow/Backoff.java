package dev.bourse.shared.flow;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long after each failure, up to a bound. Each wait is drawn from
 * the upper half of what it may be, so that many who failed together do not come again together. One thread.
 */
public final class Backoff {
    private final long firstNanos;
    private final long mostNanos;
    private final RandomGenerator random;
    private long nanos;

    /** From a first wait up to the longest. */
    public Backoff(Duration first, Duration most, RandomGenerator random) {
        firstNanos = first.toNanos();
        mostNanos = Math.max(firstNanos, most.toNanos());
        this.random = random;
        nanos = firstNanos;
    }

    /** How long to wait now, in nanoseconds; the next wait is longer. */
    public long nextNanos() {
        long drawn = nanos / 2 + random.nextLong(nanos / 2 + 1);
        nanos = Math.min(mostNanos, 2 * nanos);
        return drawn;
    }

    /** An attempt succeeded: the next wait is the first again. */
    public void reset() {
        nanos = firstNanos;
    }
}
