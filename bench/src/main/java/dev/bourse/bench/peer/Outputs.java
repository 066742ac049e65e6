package dev.bourse.bench.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where outputs end: keeps how many each instrument had and the newest of them; an instrument's outputs come from one
 * thread at a time. Knows when the first tick was made and when the last output came.
 */
final class Outputs {
    private static final int FIELDS = 9;

    private final long[] newest;
    private final int rounds;
    private final AtomicInteger unfinished;
    private final CountDownLatch complete = new CountDownLatch(1);
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Stopwatch stopwatch;
    private volatile Stopwatch.Reading began;
    private volatile Stopwatch.Reading ended;

    Outputs(Work work, Stopwatch stopwatch) {
        this.newest = new long[work.instruments() * FIELDS];
        this.rounds = work.rounds();
        this.unfinished = new AtomicInteger(work.instruments());
        this.stopwatch = stopwatch;
        this.began = stopwatch.read();
        this.ended = began;
    }

    /** The first tick is about to be made; later calls change nothing. */
    void begin() {
        if (!begun.get() && begun.compareAndSet(false, true)) {
            began = stopwatch.read();
        }
    }

    void accept(View view) {
        keep(
                view.instrument(),
                view.sequence(),
                view.last(),
                view.high(),
                view.low(),
                view.average1m(),
                view.average5m(),
                view.average15m(),
                view.average60m());
    }

    /** One output. */
    void keep(int instrument, long sequence, long last, long high, long low, long m1, long m5, long m15, long m60) {
        int at = instrument * FIELDS;
        newest[at] = sequence;
        newest[at + 1] = last;
        newest[at + 2] = high;
        newest[at + 3] = low;
        newest[at + 4] = m1;
        newest[at + 5] = m5;
        newest[at + 6] = m15;
        newest[at + 7] = m60;
        if (++newest[at + 8] == rounds && unfinished.decrementAndGet() == 0) {
            ended = stopwatch.read();
            complete.countDown();
        }
    }

    /** Waits until all have come. */
    Stopwatch.Passed await(int seconds) throws InterruptedException {
        if (!complete.await(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    unfinished.get() + " instruments have not had all outputs within " + seconds + " seconds");
        }
        return ended.since(began);
    }

    /** For each instrument the newest output and how many there were. */
    List<List<Long>> newest() {
        List<List<Long>> all = new ArrayList<>();
        for (int at = 0; at < newest.length; at += FIELDS) {
            all.add(Arrays.stream(newest, at, at + FIELDS).boxed().toList());
        }
        return all;
    }
}
