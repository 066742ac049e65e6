package dev.bourse.standalone.chaos;

import java.util.ArrayDeque;
import java.util.Deque;

/** How long there was no sign of something. Safe for all threads. */
final class Silence {
    /** Shorter ones are nothing to tell of. */
    private static final long LEAST_MILLIS = 200;

    private static final int MOST = 1_000;

    private record Pause(long from, long to) {}

    private final Deque<Pause> pauses = new ArrayDeque<>();
    private long last;

    /** There is a sign. */
    synchronized void sign(long millis) {
        if (last > 0 && millis - last >= LEAST_MILLIS) {
            pauses.addLast(new Pause(last, millis));
            if (pauses.size() > MOST) {
                pauses.removeFirst();
            }
        }
        last = Math.max(last, millis);
    }

    /** How long it has been since the last sign; 0 before the first one. */
    synchronized long now(long millis) {
        return last > 0 ? millis - last : 0;
    }

    /** The longest pause that ended after a moment; one that goes on ends now. */
    synchronized long longestSince(long millis, long now) {
        long longest = last > 0 ? now - Math.max(last, millis) : 0;
        for (Pause pause : pauses) {
            if (pause.to() >= millis) {
                longest = Math.max(longest, pause.to() - Math.max(pause.from(), millis));
            }
        }
        return longest;
    }
}
