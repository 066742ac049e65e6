package dev.bourse.shared.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff =
            new Backoff(Duration.ofMillis(100), Duration.ofMillis(1_600), new SplittableRandom(7));

    @Test
    @DisplayName("Each wait lies in the upper half of twice the one before, up to the bound, and begins anew after a"
            + " success")
    void doublesUpToItsBound() {
        long[] most = {100, 200, 400, 800, 1_600, 1_600, 1_600};
        for (long each : most) {
            assertThat(backoff.nextNanos()).isBetween(each * 500_000, each * 1_000_000);
        }
        backoff.reset();
        assertThat(backoff.nextNanos()).isBetween(50_000_000L, 100_000_000L);
    }

    @Test
    @DisplayName("Two that failed together do not come again together")
    void jitters() {
        Backoff other = new Backoff(Duration.ofMillis(100), Duration.ofMillis(1_600), new SplittableRandom(8));
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waits.add(backoff.nextNanos());
            waits.add(other.nextNanos());
        }
        assertThat(waits).doesNotHaveDuplicates();
    }
}
