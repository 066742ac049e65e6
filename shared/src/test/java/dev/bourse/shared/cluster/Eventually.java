package dev.bourse.shared.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;

/** Waits for what other threads and processes bring about: as long as it takes, but not for ever. */
public final class Eventually {
    private static final long PATIENCE_SECONDS = 180;
    private static final long LOOK_MILLIS = 5;

    private Eventually() {}

    /** Returns when the observation equals what is expected; fails with both after three minutes. */
    public static <T> void equal(T expected, Supplier<T> observation) {
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        try (ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor()) {
            looking.scheduleWithFixedDelay(
                    () -> look(expected, observation, seen), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            try {
                seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException unseen) {
                Assertions.assertThat(observation.get()).isEqualTo(expected);
            } finally {
                looking.shutdownNow();
            }
        }
    }

    private static <T> void look(T expected, Supplier<T> observation, CompletableFuture<Boolean> seen) {
        try {
            if (expected.equals(observation.get())) {
                seen.complete(true);
            }
        } catch (RuntimeException broken) {
            seen.completeExceptionally(broken);
        }
    }
}
