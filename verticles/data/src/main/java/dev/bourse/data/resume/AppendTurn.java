package dev.bourse.data.resume;

import dev.bourse.shared.log.AppendResult;

/**
 * One partition's appends to its log, one under way at a time: says what to do with each answer. An append may be
 * repeated, since the log passes over what it has. Used by one thread.
 */
public final class AppendTurn {
    /** What to do next. */
    public enum Decision {
        /** The batch is in the log: it may be published, and the next one may be appended. */
        PUBLISH,
        /** The log is full: append the same batch again after {@link #pauseMillis}. */
        RETRY_FULL,
        /** No answer, or none that helps: append the same batch again after {@link #pauseMillis}. */
        RETRY,
        /** Another owner writes now: nothing is appended or published any more. */
        STOP,
        /** The partition was given up meanwhile: whatever became of the batch, nothing is published. */
        NOTHING
    }

    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long FULL_LIMIT_MILLIS = 100;
    private static final long FAILURE_LIMIT_MILLIS = 1_000;

    private boolean underWay;
    private boolean closed;
    private int tries;
    private long limitMillis = FULL_LIMIT_MILLIS;

    /** True where a batch may be appended. */
    public boolean ready() {
        return !underWay && !closed;
    }

    /** True from {@link #begin} until the batch's last answer. */
    public boolean underWay() {
        return underWay;
    }

    /** True once nothing may be appended any more. */
    public boolean closed() {
        return closed;
    }

    /**
     * A batch is on its way to the log.
     *
     * @throws IllegalStateException unless {@link #ready}
     */
    public void begin() {
        if (!ready()) {
            throw new IllegalStateException(
                    closed ? "the partition was given up" : "a batch of the partition is on its way to the log");
        }
        underWay = true;
        tries = 0;
    }

    /** The log has answered. */
    public Decision answered(AppendResult.Outcome outcome) {
        if (closed) {
            underWay = false;
            return Decision.NOTHING;
        }
        return switch (outcome) {
            case APPENDED -> {
                underWay = false;
                yield Decision.PUBLISH;
            }
            case FULL -> again(Decision.RETRY_FULL, FULL_LIMIT_MILLIS);
            // An owner that numbers otherwise than its log has lost its log, or another writes: it must not go on.
            case FENCED, OUT_OF_ORDER -> {
                close();
                underWay = false;
                yield Decision.STOP;
            }
        };
    }

    /** The append failed, and nobody knows whether the batch is in the log. */
    public Decision failed() {
        if (closed) {
            underWay = false;
            return Decision.NOTHING;
        }
        return again(Decision.RETRY, FAILURE_LIMIT_MILLIS);
    }

    /**
     * How long to wait before the next try: longer each time up to a limit, and a random share less.
     *
     * @param random from 0 up to 1
     */
    public long pauseMillis(double random) {
        long full = Math.min(limitMillis, FIRST_PAUSE_MILLIS << Math.min(tries - 1, 20));
        return Math.max(1, full - (long) (full * random / 2));
    }

    /** The partition is given up or lost: from now on every answer means {@link Decision#NOTHING}. */
    public void close() {
        closed = true;
    }

    private Decision again(Decision decision, long limit) {
        tries++;
        limitMillis = limit;
        return decision;
    }
}
