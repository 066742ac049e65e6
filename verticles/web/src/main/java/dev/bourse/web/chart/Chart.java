package dev.bourse.web.chart;

import dev.bourse.shared.instrument.Instrument;
import java.util.Arrays;

/**
 * The newest bars of one instrument and period. Each change of a bar takes the chart's next <em>version</em>, so that a
 * client who remembers the version of his last look gets the changed bars alone.
 */
public final class Chart {
    /** The most bars kept. */
    public static final int BARS = 300;

    /** Longs in a bar: start, open, high, low, close, volume, trades. */
    public static final int STRIDE = 7;

    private final Instrument instrument;
    private final Period period;
    private long[] bars = new long[0];
    private long[] versions = new long[0];
    private long version = -1;
    int users;
    boolean asking;
    boolean whole;
    int answersSinceWhole;
    long askedAtMillis = Long.MIN_VALUE / 2;
    long seenRow = -1;

    Chart(Instrument instrument, Period period) {
        this.instrument = instrument;
        this.period = period;
    }

    public Instrument instrument() {
        return instrument;
    }

    public Period period() {
        return period;
    }

    /** The version of the newest change, -1 until the first answer has come. */
    public long version() {
        return version;
    }

    /** Bars kept. */
    public int size() {
        return versions.length;
    }

    /** The version in which a bar changed last; 0 is the oldest bar. */
    public long version(int bar) {
        return versions[bar];
    }

    /** One of a bar's {@link #STRIDE} longs, in the instrument's units. */
    public long value(int bar, int column) {
        return bars[bar * STRIDE + column];
    }

    private long start(int bar) {
        return bars[bar * STRIDE];
    }

    /**
     * Takes the newest bars as the owner has them, oldest first.
     *
     * @return false where bars between those kept and these may be missing
     */
    boolean merge(long[] newest) {
        int count = newest.length / STRIDE;
        boolean gap = size() > 0 && count > 0 && newest[0] > start(size() - 1);
        long next = version + 1;
        int keep = 0;
        while (keep < size() && count > 0 && start(keep) < newest[0]) {
            keep++;
        }
        if (count == 0) {
            keep = size();
        }
        int total = keep + count;
        long[] merged = Arrays.copyOf(bars, total * STRIDE);
        long[] mergedVersions = Arrays.copyOf(versions, total);
        System.arraycopy(newest, 0, merged, keep * STRIDE, newest.length);
        boolean changed = version < 0;
        for (int bar = keep; bar < total; bar++) {
            boolean same = bar < size() && sameBar(merged, bar);
            mergedVersions[bar] = same ? versions[bar] : next;
            changed |= !same;
        }
        if (changed) {
            int drop = Math.max(0, total - BARS);
            bars = Arrays.copyOfRange(merged, drop * STRIDE, merged.length);
            versions = Arrays.copyOfRange(mergedVersions, drop, total);
            version = next;
        }
        return !gap;
    }

    private boolean sameBar(long[] merged, int bar) {
        int from = bar * STRIDE;
        return Arrays.equals(merged, from, from + STRIDE, bars, from, from + STRIDE);
    }
}
