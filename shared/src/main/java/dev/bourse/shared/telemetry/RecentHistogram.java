package dev.bourse.shared.telemetry;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Latencies of one hop, with their count and sum of all time and their distribution of about the last minute, in slices
 * of ten seconds or more that are turned over when somebody reads, or of the time since the last look where that is
 * longer ago. Writers never wait. Two significant digits: quantiles are right to 1 %.
 */
final class RecentHistogram implements Hop {
    private static final long MAX_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int DIGITS = 2;
    private static final long RECENT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoTime;
    private final Recorder recorder = new Recorder(MAX_NANOS, DIGITS);
    private final LongAdder sumNanos = new LongAdder();
    private final ArrayDeque<Slice> slices = new ArrayDeque<>();
    private @Nullable Histogram interval;
    private Histogram current = new Histogram(MAX_NANOS, DIGITS);
    private long currentSince;
    private long lastRead;
    private long count;

    /**
     * @param recent the distribution of about the last minute
     * @param count latencies of all time
     * @param sumNanos their sum
     */
    record Reading(Histogram recent, long count, long sumNanos) {}

    /** What came until the read at {@code untilNanos}. */
    private record Slice(Histogram latencies, long untilNanos) {}

    RecentHistogram(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.currentSince = nanoTime.getAsLong();
        this.lastRead = currentSince;
    }

    @Override
    public void record(long nanos) {
        long bounded = Math.max(0, Math.min(nanos, MAX_NANOS));
        recorder.recordValue(bounded);
        sumNanos.add(bounded);
    }

    synchronized Reading read() {
        long now = nanoTime.getAsLong();
        if (now - currentSince >= SLICE_NANOS) {
            slices.addLast(new Slice(current, lastRead));
            current = new Histogram(MAX_NANOS, DIGITS);
            currentSince = now;
        }
        while (!slices.isEmpty() && now - slices.getFirst().untilNanos() >= RECENT_NANOS) {
            slices.removeFirst();
        }
        lastRead = now;
        interval = recorder.getIntervalHistogram(interval);
        count += interval.getTotalCount();
        current.add(interval);
        Histogram recent = new Histogram(MAX_NANOS, DIGITS);
        recent.add(current);
        slices.forEach(slice -> recent.add(slice.latencies()));
        return new Reading(recent, count, sumNanos.sum());
    }
}
