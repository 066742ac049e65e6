package dev.bourse.shared.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.bus.Stage;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator's Prometheus gets to see (D5). */
class PrometheusTelemetryTest {
    private final PrometheusTelemetry telemetry = new PrometheusTelemetry();

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void countersAreExportedUnderOurWordsAndTheSameNameIsTheSameCounter() {
        telemetry.counter("feed.rejected", "Lines rejected", "feed", "file").add(3);
        telemetry.counter("feed.rejected", "Lines rejected", "feed", "file").increment();

        assertThat(telemetry
                        .counter("feed.rejected", "Lines rejected", "feed", "file")
                        .count())
                .isEqualTo(4);
        assertThat(telemetry.scrape().lines())
                .contains(
                        "# HELP bourse_feed_rejected_total Lines rejected",
                        "bourse_feed_rejected_total{feed=\"file\"} 4.0");
    }

    @Test
    void aGaugeThatIsGivenAnewShowsTheNewValue() {
        telemetry.gauge("queue.depth", "Depth", () -> 1, "partition", "7");
        telemetry.gauge("queue.depth", "Depth", () -> 2, "partition", "7");

        assertThat(telemetry.scrape().lines()).contains("bourse_queue_depth{partition=\"7\"} 2.0");
    }

    @Test
    void whatReceiversDropIsCountedByStage() {
        telemetry.flow().duplicate(Stage.TICKS);
        telemetry.flow().staleEpoch(Stage.STATES);
        telemetry.flow().gap(Stage.STATES);
        telemetry.flow().senderAbsent(Stage.SIGNALS);

        assertThat(telemetry.scrape().lines())
                .contains(
                        "bourse_batches_duplicate_total{stage=\"ticks\"} 1.0",
                        "bourse_batches_stale_total{stage=\"states\"} 1.0",
                        "bourse_batches_gaps_total{stage=\"states\"} 1.0",
                        "bourse_sender_absent_total{stage=\"signals\"} 1.0",
                        "bourse_sender_absent_total{stage=\"ticks\"} 0.0");
    }

    @Test
    void hopsAreExportedAsQuantilesInSeconds() {
        Hop hop = telemetry.hop("data_to_state");
        for (int i = 1; i <= 100; i++) {
            hop.record(TimeUnit.MILLISECONDS.toNanos(i));
        }
        hop.record(-5);

        assertThat(telemetry.scrape().lines())
                .contains(
                        "bourse_hop_seconds_count{hop=\"data_to_state\"} 101",
                        "bourse_hop_seconds_sum{hop=\"data_to_state\"} 5.05")
                .anyMatch(line -> line.startsWith("bourse_hop_seconds{hop=\"data_to_state\",quantile=\"0.5\"} 0.05"))
                .anyMatch(line -> line.startsWith("bourse_hop_seconds{hop=\"data_to_state\",quantile=\"1.0\"} 0.1"));
    }

    @Test
    void quantilesForgetWhatIsOverAMinuteOldAndCountsDoNot() {
        AtomicLong now = new AtomicLong();
        RecentHistogram histogram = new RecentHistogram(now::get);
        histogram.record(1_000);
        assertThat(histogram.read().recent().getTotalCount()).isEqualTo(1);

        for (int i = 0; i < 8; i++) {
            now.addAndGet(TimeUnit.SECONDS.toNanos(10));
            histogram.read();
        }
        RecentHistogram.Reading later = histogram.read();

        assertThat(later.recent().getTotalCount()).isZero();
        assertThat(later.count()).isEqualTo(1);
        assertThat(later.sumNanos()).isEqualTo(1_000);
    }

    @Test
    void aCheckThatThrowsIsDownAndSaysWhy() {
        telemetry.health().ready("good", () -> Health.Status.up("64 of 64 partitions held"));
        telemetry.health().ready("bad", () -> {
            throw new IllegalStateException("oh");
        });

        assertThat(telemetry.health().readiness())
                .isEqualTo(Map.of(
                        "good", new Health.Status(true, "64 of 64 partitions held"),
                        "bad",
                                new Health.Status(
                                        false, "the check itself failed: java.lang.IllegalStateException: oh")));
    }
}
