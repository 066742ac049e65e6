package dev.bourse.bench.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Lets time pass on a benchmark's own thread. */
final class Pause {
    private Pause() {}

    static void millis(long millis) {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, millis, TimeUnit.MILLISECONDS)
                .join();
    }
}
