package dev.bourse.standalone.chaos;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits in the thread of a trial: for something to become true in another process, or for a while. */
final class Await {
    private static final long LOOK_MILLIS = 50;

    private final Object monitor = new Object();

    /** True as soon as it is; false where it was not within that time. */
    boolean until(BooleanSupplier condition, long seconds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pass(LOOK_MILLIS);
        }
        return true;
    }

    /** Lets so much time pass. */
    void pass(long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (monitor) {
            try {
                for (long left = millis; left > 0; left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())) {
                    monitor.wait(left);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the trial was interrupted", interrupted);
            }
        }
    }
}
