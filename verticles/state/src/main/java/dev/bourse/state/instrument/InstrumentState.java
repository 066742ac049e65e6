package dev.bourse.state.instrument;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.LookbackField;
import dev.bourse.shared.message.StateField;
import dev.bourse.state.bar.BarPeriod;
import dev.bourse.state.bar.BarSeries;
import dev.bourse.state.bar.MarketCalendar;
import dev.bourse.state.snapshot.StateReader;
import dev.bourse.state.snapshot.StateWriter;

/**
 * All that is known of one instrument. It is a function of the instrument's ticks in the order of their sequences, and
 * of nothing else. No tick allocates once the rings have grown. Used by one thread.
 */
public final class InstrumentState {
    private static final int[] WINDOW_MINUTES = {1, 5, 15, 60};
    /** The year 10000. */
    private static final long END_OF_TIME = 253_402_300_800_000L;

    private static final BarPeriod[] PERIODS = BarPeriod.values();

    private final Instrument instrument;
    private final MarketCalendar calendar;
    private final long latenessMillis;
    private final TickRing ticks;
    private final WindowAverage[] windows;
    private final ExponentialAverage shortAverage;
    private final ExponentialAverage longAverage;
    private final Lookback[] lookbacks;
    private final BarSeries[] bars;
    private final Session session = new Session();
    private long sequence;
    private long epoch;
    private long appliedSequence;
    private long appliedTime;
    private long newestTime = Long.MIN_VALUE;
    private long missing;

    /** The state of an instrument without ticks. The calendar is shared by all instruments of a thread. */
    public InstrumentState(Instrument instrument, StateRules rules, MarketCalendar calendar) {
        this.instrument = instrument;
        this.calendar = calendar;
        this.latenessMillis = rules.latenessMillis();
        this.ticks = new TickRing(rules.ticks());
        this.windows = new WindowAverage[WINDOW_MINUTES.length];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = new WindowAverage(WINDOW_MINUTES[i] * 60_000L / rules.windowBuckets(), rules.windowBuckets());
        }
        this.shortAverage = new ExponentialAverage(rules.shortTicks());
        this.longAverage = new ExponentialAverage(rules.longTicks());
        this.lookbacks = rules.lookbacks().stream().map(Lookback::new).toArray(Lookback[]::new);
        this.bars = new BarSeries[PERIODS.length];
        for (BarPeriod period : PERIODS) {
            bars[period.ordinal()] =
                    new BarSeries(period, rules.barsKept().getOrDefault(period, period.barsKept()), latenessMillis);
        }
    }

    public Instrument instrument() {
        return instrument;
    }

    /** Whether any tick was applied. */
    public boolean hasTicks() {
        return newestTime != Long.MIN_VALUE;
    }

    /** The highest sequence seen, 0 before the first tick. */
    public long sequence() {
        return sequence;
    }

    /** Event time of the newest tick; only where {@link #hasTicks()}. */
    public long newestTime() {
        return newestTime;
    }

    /** Start of the newest tick's session; only where {@link #hasTicks()}. */
    public long sessionStart() {
        return session.start();
    }

    /** Ticks that the sequences say there were and that never came. */
    public long missing() {
        return missing;
    }

    public BarSeries bars(BarPeriod period) {
        return bars[period.ordinal()];
    }

    /**
     * Takes one tick; see {@link dev.bourse.shared.message.TickBatch} for the units.
     *
     * @param ofEpoch the epoch of the batch that it came in. In a new epoch the data stage may number from 1 again: a
     *     sequence already seen is then no duplicate if the tick is newer than all before
     */
    public TickOutcome apply(long ofEpoch, long tickSequence, long time, long price, long tickSize) {
        if (tickSequence <= sequence && !(ofEpoch > epoch && time > newestTime)) {
            return TickOutcome.DUPLICATE;
        }
        // A feed may number from any start, so before the first tick nothing can be missing.
        if (tickSequence > sequence + 1 && sequence != 0) {
            missing += tickSequence - sequence - 1;
        }
        sequence = tickSequence;
        epoch = ofEpoch;
        if (!isValid(time, price, tickSize)) {
            return TickOutcome.INVALID;
        }
        if (hasTicks() && time < newestTime - latenessMillis) {
            return TickOutcome.TOO_LATE;
        }
        appliedSequence = tickSequence;
        appliedTime = time;
        for (BarSeries series : bars) {
            series.add(calendar, time, price, tickSize);
        }
        session.add(calendar, time, price, tickSize);
        for (WindowAverage window : windows) {
            window.add(time, price);
        }
        if (time >= newestTime) {
            newestTime = time;
            append(tickSequence, time, price, tickSize);
            return TickOutcome.APPLIED;
        }
        insert(tickSequence, time, price, tickSize);
        return TickOutcome.CORRECTED;
    }

    /** A month holds all shorter periods but weeks and sessions, so these three volumes bound all others. */
    private boolean isValid(long time, long price, long tickSize) {
        return time >= 0
                && time < END_OF_TIME
                && price >= 1
                && price <= Instrument.MAX_PRICE
                && tickSize >= 0
                && tickSize <= Instrument.MAX_SIZE
                && session.hasRoom(tickSize)
                && bars[BarPeriod.MONTH.ordinal()].newestVolume() <= Long.MAX_VALUE - tickSize
                && bars[BarPeriod.WEEK.ordinal()].newestVolume() <= Long.MAX_VALUE - tickSize;
    }

    private void append(long tickSequence, long time, long price, long tickSize) {
        for (Lookback lookback : lookbacks) {
            lookback.advance(ticks);
        }
        if (ticks.isFull()) {
            long leaving = ticks.price(ticks.first());
            shortAverage.forget(leaving);
            longAverage.forget(leaving);
        }
        ticks.append(tickSequence, time, price, tickSize);
        shortAverage.add(price);
        longAverage.add(price);
    }

    private void insert(long tickSequence, long time, long price, long tickSize) {
        boolean full = ticks.isFull();
        long leaving = ticks.price(ticks.first());
        if (!ticks.insert(tickSequence, time, price, tickSize)) {
            return;
        }
        if (full) {
            shortAverage.forget(leaving);
            longAverage.forget(leaving);
        }
        shortAverage.rebuild(ticks);
        longAverage.rebuild(ticks);
        for (Lookback lookback : lookbacks) {
            lookback.rebuild(ticks);
        }
    }

    /**
     * Writes the record of the tick applied last into an array, in the columns of the rules' layout; only where
     * {@link #hasTicks()}.
     */
    public void write(long[] record, int at) {
        int newest = ticks.next() - 1;
        record[at + StateField.SEQUENCE.ordinal()] = appliedSequence;
        record[at + StateField.TIME.ordinal()] = appliedTime;
        record[at + StateField.LAST.ordinal()] = ticks.price(newest);
        record[at + StateField.SIZE.ordinal()] = ticks.tickSize(newest);
        session.write(record, at);
        record[at + StateField.AVERAGE_1M.ordinal()] = windows[0].average();
        record[at + StateField.AVERAGE_5M.ordinal()] = windows[1].average();
        record[at + StateField.AVERAGE_15M.ordinal()] = windows[2].average();
        record[at + StateField.AVERAGE_60M.ordinal()] = windows[3].average();
        record[at + StateField.EXPONENTIAL_SHORT.ordinal()] = shortAverage.average();
        record[at + StateField.EXPONENTIAL_LONG.ordinal()] = longAverage.average();
        int column = at + StateField.COUNT;
        for (Lookback lookback : lookbacks) {
            lookback.write(ticks, record, column);
            column += LookbackField.COUNT;
        }
    }

    /** Gives the newest {@code limit} ticks to the listener, in the order of their times. */
    public void forEachTick(int limit, TickListener listener) {
        int from = ticks.next() - Math.min(limit, ticks.size());
        for (int position = from; position != ticks.next(); position++) {
            listener.tick(
                    ticks.sequence(position), ticks.time(position), ticks.price(position), ticks.tickSize(position));
        }
    }

    /** Hears ticks, one call for each. */
    @FunctionalInterface
    public interface TickListener {
        /** One tick; see {@link dev.bourse.shared.message.TickBatch} for the units. */
        void tick(long sequence, long time, long price, long size);
    }

    /** Open of the session in which {@code time} lies; {@link StateField#ABSENT} where none is known. */
    public long sessionOpenAt(long time) {
        return session.openAt(time);
    }

    /** Writes all of it. */
    public void write(StateWriter out) {
        long[] numbers = {sequence, epoch, appliedSequence, appliedTime, newestTime, missing};
        out.putLongs(numbers, 0, numbers.length);
        ticks.write(out);
        for (WindowAverage window : windows) {
            window.write(out);
        }
        shortAverage.write(out);
        longAverage.write(out);
        for (BarSeries series : bars) {
            series.write(out);
        }
        session.write(out);
    }

    /** Becomes what was written under the same rules. */
    public void read(StateReader in) {
        sequence = in.getLong();
        epoch = in.getLong();
        appliedSequence = in.getLong();
        appliedTime = in.getLong();
        newestTime = in.getLong();
        missing = in.getLong();
        ticks.read(in);
        for (WindowAverage window : windows) {
            window.read(in);
        }
        shortAverage.read(in);
        longAverage.read(in);
        for (BarSeries series : bars) {
            series.read(in);
        }
        session.read(in);
        for (Lookback lookback : lookbacks) {
            if (ticks.size() > 0) {
                lookback.rebuild(ticks);
            }
        }
    }
}
