package dev.bourse.data;

import dev.bourse.data.record.FeedReport;
import dev.bourse.data.record.Verdict;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Telemetry;
import java.util.EnumMap;
import java.util.Map;

/** Carries what a feed counts over to the metrics: {@code feed.records} by verdict, and {@code feed.ticks}. */
final class FeedMetrics {
    private final String feed;
    private final Telemetry telemetry;
    private final Counter ticks;
    private final Map<Verdict, Counter> records = new EnumMap<>(Verdict.class);

    FeedMetrics(String feed, Telemetry telemetry) {
        this.feed = feed;
        this.telemetry = telemetry;
        this.ticks = telemetry.counter("feed.ticks", "Ticks that a feed made of its records", "feed", feed);
    }

    /** Adds what has come since the last call. */
    void update(FeedReport report) {
        raise(ticks, report.ticks());
        raise(of(Verdict.ACCEPTED), report.accepted());
        report.notTicks().forEach((verdict, count) -> raise(of(verdict), count));
        report.rejected().forEach((verdict, count) -> raise(of(verdict), count));
    }

    private Counter of(Verdict verdict) {
        return records.computeIfAbsent(
                verdict,
                key -> telemetry.counter(
                        "feed.records",
                        "Records that a feed read, by what became of them",
                        "feed",
                        feed,
                        "verdict",
                        key.word()));
    }

    private static void raise(Counter counter, long to) {
        counter.add(Math.max(0, to - counter.count()));
    }
}
