package dev.bourse.state.partition;

import dev.bourse.state.instrument.TickOutcome;

/**
 * How many ticks a partition took and dropped, since it was made. Written by the partition's thread; others may read
 * somewhat older numbers.
 */
public final class TickCounts {
    private final long[] outcomes = new long[TickOutcome.values().length];
    private volatile long[] published = outcomes.clone();
    private volatile long unknown;
    private volatile long missing;
    private long unknownNow;

    void count(TickOutcome outcome) {
        outcomes[outcome.ordinal()]++;
    }

    void countUnknown() {
        unknownNow++;
    }

    /** Makes the numbers visible to other threads; after each batch. */
    void publish(long missingNow) {
        published = outcomes.clone();
        unknown = unknownNow;
        missing = missingNow;
    }

    /** Ticks with that outcome. */
    public long of(TickOutcome outcome) {
        return published[outcome.ordinal()];
    }

    /** Ticks of instruments that the partition does not have; dropped. */
    public long unknown() {
        return unknown;
    }

    /** Ticks that the instruments' sequences say there were and that never came. */
    public long missing() {
        return missing;
    }
}
