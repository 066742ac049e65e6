package dev.bourse.data.resume;

import java.util.concurrent.TimeUnit;

/**
 * How long a partition's next batch waits after an append. One that took long says that those who keep the log are
 * busy; then the next one waits for as long again, so that the ticks that come meanwhile go in one batch instead of
 * many, each of which would cost all stages the same.
 */
public final class AppendPace {
    /** Shorter rests are not worth a timer. */
    private static final long LEAST_MILLIS = 2;

    /** So much later a tick may be for it. */
    private static final long MOST_MILLIS = 20;

    private AppendPace() {}

    /** The rest in milliseconds after an append that took that long; 0 for none. */
    public static long restMillis(long tookNanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(tookNanos);
        return millis < LEAST_MILLIS ? 0 : Math.min(millis, MOST_MILLIS);
    }
}
