package dev.bourse.shared.telemetry;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/**
 * All hops as one Prometheus summary, {@code bourse_hop_seconds}. Counts and sums are of all time; quantiles are of the
 * last minute, or of the time since the last look where that is longer ago.
 */
final class HopSummaries implements MultiCollector {
    private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999, 1.0};
    private static final double NANOS_PER_SECOND = 1e9;

    private final LongSupplier nanoTime;
    private final Map<String, RecentHistogram> hops = new ConcurrentSkipListMap<>();

    HopSummaries(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    Hop hop(String name) {
        return hops.computeIfAbsent(name, first -> new RecentHistogram(nanoTime));
    }

    @Override
    public MetricSnapshots collect() {
        SummarySnapshot.Builder summary = SummarySnapshot.builder()
                .name("bourse_hop_seconds")
                .help("Latency of each hop; quantiles over the last minute");
        hops.forEach((name, histogram) -> summary.dataPoint(point(name, histogram.read())));
        return new MetricSnapshots(List.of(summary.build()));
    }

    private static SummarySnapshot.SummaryDataPointSnapshot point(String name, RecentHistogram.Reading reading) {
        List<Quantile> quantiles = new ArrayList<>();
        if (reading.recent().getTotalCount() > 0) {
            for (double quantile : QUANTILES) {
                quantiles.add(new Quantile(
                        quantile, reading.recent().getValueAtPercentile(quantile * 100) / NANOS_PER_SECOND));
            }
        }
        return SummarySnapshot.SummaryDataPointSnapshot.builder()
                .labels(Labels.of("hop", name))
                .quantiles(Quantiles.of(quantiles))
                .count(reading.count())
                .sum(reading.sumNanos() / NANOS_PER_SECOND)
                .build();
    }
}
