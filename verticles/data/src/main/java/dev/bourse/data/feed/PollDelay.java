package dev.bourse.data.feed;

/**
 * How long to pause between two polls: the interval after a success; after failures twice as long each time up to a
 * limit, less a random share of up to half.
 */
final class PollDelay {
    private long pauseMillis;

    /** The pause after a poll that succeeded or not; {@code random} is from 0 to below 1. */
    long next(boolean succeeded, long intervalMillis, long furthestMillis, double random) {
        if (succeeded) {
            pauseMillis = 0;
            return intervalMillis;
        }
        long longest = Math.max(intervalMillis, furthestMillis);
        pauseMillis = Math.min(longest, Math.max(intervalMillis, pauseMillis) * 2);
        return Math.max(1, pauseMillis - (long) (pauseMillis / 2.0 * random));
    }
}
