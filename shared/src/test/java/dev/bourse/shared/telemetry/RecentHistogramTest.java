package dev.bourse.shared.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** D5: what quantiles are of, by how often somebody looks. */
class RecentHistogramTest {
    private final AtomicLong now = new AtomicLong();
    private final RecentHistogram histogram = new RecentHistogram(now::get);

    @ParameterizedTest(name = "every {0} s: of the last {1} looks")
    @CsvSource({"5, 13", "10, 7", "30, 2", "60, 1", "300, 1"})
    void aLatencyIsForgottenAMinuteAfterItWasRead(int everySeconds, int looks) {
        List<Long> recent = new ArrayList<>();
        for (int look = 0; look < 20; look++) {
            histogram.record(1_000);
            now.addAndGet(TimeUnit.SECONDS.toNanos(everySeconds));
            recent.add(histogram.read().recent().getTotalCount());
        }
        assertThat(recent.getFirst()).isEqualTo(1);
        assertThat(recent.getLast()).isBetween(looks - 1L, looks + 1L).isPositive();
        assertThat(histogram.read().count()).isEqualTo(20);
    }
}
