package dev.bourse.data.generator;

import dev.bourse.shared.instrument.Instrument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Goes through the made-up ticks of one partition in the order of time (then id). An instrument's step {@code k} lies
 * at {@code k} periods since 1970 and its phase. Used by one thread.
 */
public final class GeneratorCursor {
    private final long seed;
    private final long period;
    private List<Entry> entries = List.of();
    private long step;
    private int next;
    private long lastTime;
    private int lastInstrument = Integer.MAX_VALUE;
    private long marketStep = -1;
    private double market;

    private record Entry(int instrument, long phase, PriceProcess process) {}

    /**
     * A cursor without instruments.
     *
     * @param periodMillis how often each instrument ticks, 1 or more
     * @param after the first tick is the first one after this time, milliseconds since 1970
     */
    public GeneratorCursor(long seed, long periodMillis, long after) {
        this.seed = seed;
        this.period = periodMillis;
        this.lastTime = after;
    }

    /** Goes on with these instruments from where it stands; those whose symbol begins with '^' are left out. */
    public void instruments(Collection<Instrument> instruments) {
        List<Entry> made = new ArrayList<>(instruments.size());
        for (Instrument instrument : instruments) {
            if (!instrument.symbol().startsWith("^")) {
                PriceProcess process = new PriceProcess(instrument, seed, period);
                made.add(new Entry(instrument.id(), process.phaseMillis(period), process));
            }
        }
        made.sort(Comparator.comparingLong(Entry::phase).thenComparingInt(Entry::instrument));
        entries = List.copyOf(made);
        step = lastTime / period;
        next = 0;
        while (next < entries.size() && !isAfterLast(entries.get(next))) {
            next++;
        }
    }

    /**
     * Gives the ticks up to and including a time, oldest first, for as long as the target takes them.
     *
     * @param most gives at most about this many
     * @return true where all up to {@code until} have been given
     */
    public boolean advance(long until, int most, TickTarget target) {
        int left = most;
        while (!entries.isEmpty()) {
            if (next == entries.size()) {
                next = 0;
                step++;
            }
            Entry entry = entries.get(next);
            long time = step * period + entry.phase();
            if (time > until) {
                break;
            }
            if (left-- <= 0 || !give(entry, time, target)) {
                return false;
            }
        }
        if (until > lastTime) {
            lastTime = until;
            lastInstrument = Integer.MAX_VALUE;
        }
        return true;
    }

    /** No tick before this time will come any more. */
    public long watermark() {
        return lastTime;
    }

    /** The instrument of the last tick given at {@link #watermark}; above all ids where all of that time were given. */
    public int lastInstrument() {
        return lastInstrument;
    }

    /** Goes on after this instrument's tick at the time that it was made with; before {@link #instruments}. */
    public void lastInstrument(int instrument) {
        lastInstrument = instrument;
    }

    private boolean give(Entry entry, long time, TickTarget target) {
        if (step != marketStep) {
            market = entry.process().market(step);
            marketStep = step;
        }
        PriceProcess process = entry.process();
        if (!target.offer(entry.instrument(), step + 1, time, process.price(step, market), process.size(step))) {
            return false;
        }
        lastTime = time;
        lastInstrument = entry.instrument();
        next++;
        return true;
    }

    private boolean isAfterLast(Entry entry) {
        long time = step * period + entry.phase();
        return time > lastTime || (time == lastTime && entry.instrument() > lastInstrument);
    }
}
