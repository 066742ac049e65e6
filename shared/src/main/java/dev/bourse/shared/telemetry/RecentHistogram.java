package dev.bourse.shared.telemetry;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Latencies of one hop, with their count and sum of all time and their distribution of about the last minute: six
 * slices of ten seconds, turned over when somebody reads. Writers never wait. Two significant digits: quantiles are
 * right to 1 %.
 */
final class RecentHistogram implements Hop {
    private static final long MAX_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int DIGITS = 2;
    private static final int SLICES = 6;
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoTime;
    private final Recorder recorder = new Recorder(MAX_NANOS, DIGITS);
    private final LongAdder sumNanos = new LongAdder();
    private final ArrayDeque<Histogram> slices = new ArrayDeque<>();
    private @Nullable Histogram interval;
    private Histogram current = new Histogram(MAX_NANOS, DIGITS);
    private long currentSince;
    private long count;

    /**
     * @param recent the distribution of about the last minute
     * @param count latencies of all time
     * @param sumNanos their sum
     */
    record Reading(Histogram recent, long count, long sumNanos) {}

    RecentHistogram(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.currentSince = nanoTime.getAsLong();
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
            slices.addLast(current);
            current = slices.size() > SLICES ? slices.removeFirst() : new Histogram(MAX_NANOS, DIGITS);
            current.reset();
            currentSince = now;
        }
        interval = recorder.getIntervalHistogram(interval);
        count += interval.getTotalCount();
        current.add(interval);
        Histogram recent = new Histogram(MAX_NANOS, DIGITS);
        recent.add(current);
        slices.forEach(recent::add);
        return new Reading(recent, count, sumNanos.sum());
    }
}
