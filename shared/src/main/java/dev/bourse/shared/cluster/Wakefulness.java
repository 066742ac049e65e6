package dev.bourse.shared.cluster;

/**
 * Whether this process may believe what it knows of the cluster. One that was frozen for as long as others wait for a
 * sign of life has been given up by them, and learns that a second or two after it thaws; until then it takes itself
 * for a member, and its copies of what belongs to all, which are old, for the only ones. Plain; may be used by any
 * thread.
 */
final class Wakefulness {
    /** The last sign of life was sent up to a second before the freeze, and a beat is up to a quarter of one old. */
    private static final long EARLIER_MILLIS = 1_250;

    /** After so long it has been told. */
    static final long DOUBT_MILLIS = 5_000;

    private volatile long mostMillis = Long.MAX_VALUE;
    private volatile boolean beats;
    private volatile long lastBeatMillis;
    private volatile boolean doubtful;
    private volatile long doubtfulUntilMillis;

    /** Others give this process up after so long without a sign of life. */
    void givenUpAfter(long millis) {
        mostMillis = Math.max(millis / 2, millis - EARLIER_MILLIS);
    }

    /**
     * Called several times in a second, from when it is started on.
     *
     * @return for how long this process was frozen, 0 where it was not
     */
    synchronized long beat(long nowMillis) {
        long still = nowMillis - lastBeatMillis;
        boolean frozen = beats && still >= mostMillis;
        if (frozen) {
            doubtfulUntilMillis = nowMillis + DOUBT_MILLIS;
            doubtful = true;
        } else if (doubtful && nowMillis >= doubtfulUntilMillis) {
            doubtful = false;
        }
        // Last: whoever sees this beat sees the doubt as well.
        lastBeatMillis = nowMillis;
        beats = true;
        return frozen ? still : 0;
    }

    /** False from the end of a freeze on, before anything else is done, and until it is clear what came of it. */
    boolean isAwake(long nowMillis) {
        return !beats || (nowMillis - lastBeatMillis < mostMillis && !doubtful);
    }
}
