package dev.bourse.bench.cluster;

import java.util.concurrent.locks.LockSupport;

/** Lets time pass on a benchmark's own thread. */
final class Pause {
    private Pause() {}

    static void millis(long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
