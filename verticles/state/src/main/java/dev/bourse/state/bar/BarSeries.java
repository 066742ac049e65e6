package dev.bourse.state.bar;

import dev.bourse.state.snapshot.StateReader;
import dev.bourse.state.snapshot.StateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One instrument's bars of one period, oldest to newest, as many as it keeps; an interval without a tick has no bar.
 * The newest bars, which a tick can still change, take eight longs each; those before are {@link ClosedBars}. Ticks of
 * the same time count in the order in which they come. Used by one thread.
 */
public final class BarSeries {
    private static final int WORDS = 8;
    private static final int START = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int TRADES = 6;
    /** Offsets from the start of the first and the last tick's time, 32 bits each: which ticks make open and close. */
    private static final int EDGES = 7;
    /** What a saved bar has there that no tick can change any more. */
    private static final long CLOSED = -1;

    private static final long LOW_BITS = 0xffff_ffffL;

    private final BarPeriod period;
    private final int kept;
    private final long latenessMillis;
    private @Nullable ClosedBars closed;
    private long[] open = new long[WORDS];
    private int openSize;
    private long newestStart = Long.MAX_VALUE;
    private long newestEnd = Long.MIN_VALUE;
    private int newestAt;

    /**
     * A series that keeps the newest {@code kept} bars, 1 or more.
     *
     * @param latenessMillis how much older than the newest tick a tick may be
     */
    public BarSeries(BarPeriod period, int kept, long latenessMillis) {
        this.period = period;
        this.kept = kept;
        this.latenessMillis = latenessMillis;
    }

    public int size() {
        return closedSize() + openSize;
    }

    /** Volume of the newest bar, 0 where there is none. */
    public long newestVolume() {
        return openSize == 0 ? 0 : open[newestAt + VOLUME];
    }

    /** Takes one tick, no later than the stated lateness. One older than all bars of a full series changes nothing. */
    public void add(MarketCalendar calendar, long time, long price, long tickSize) {
        if (time >= newestStart && time < newestEnd) {
            merge(newestAt, time, price, tickSize);
        } else if (time >= newestEnd) {
            long start = calendar.start(period, time);
            close(time - latenessMillis);
            newestEnd = calendar.end(period);
            newestStart = start;
            newestAt = open(openSize, start, time, price, tickSize);
        } else {
            correct(calendar.start(period, time), time, price, tickSize);
        }
    }

    /** Gives the newest {@code limit} bars to the listener, oldest first. */
    public void forEach(int limit, BarListener listener) {
        int skipped = Math.max(0, size() - limit);
        if (closed != null) {
            ClosedBars.Cursor bar = closed.cursor();
            for (int index = 0; bar.next(); index++) {
                if (index >= skipped) {
                    listener.bar(
                            bar.start(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.trades());
                }
            }
        }
        for (int index = Math.max(0, skipped - closedSize()); index < openSize; index++) {
            int at = index * WORDS;
            listener.bar(
                    open[at + START],
                    open[at + OPEN],
                    open[at + HIGH],
                    open[at + LOW],
                    open[at + CLOSE],
                    open[at + VOLUME],
                    open[at + TRADES]);
        }
    }

    /** The close of the newest bar that starts before {@code time}; {@code otherwise} where there is none. */
    public long closeBefore(long time, long otherwise) {
        for (int at = (openSize - 1) * WORDS; at >= 0; at -= WORDS) {
            if (open[at + START] < time) {
                return open[at + CLOSE];
            }
        }
        if (closed == null) {
            return otherwise;
        }
        if (closed.size() > 0 && closed.newestStart() < time) {
            return closed.newestClose();
        }
        long before = otherwise;
        ClosedBars.Cursor bar = closed.cursor();
        while (bar.next() && bar.start() < time) {
            before = bar.close();
        }
        return before;
    }

    private int closedSize() {
        return closed == null ? 0 : closed.size();
    }

    private void merge(int at, long time, long price, long tickSize) {
        long[] bar = open;
        bar[at + HIGH] = Math.max(bar[at + HIGH], price);
        bar[at + LOW] = Math.min(bar[at + LOW], price);
        long volume = bar[at + VOLUME] + tickSize;
        // The newest bars are checked before a tick is taken; only a late tick of an older one could pass 2^63.
        bar[at + VOLUME] = volume < 0 ? Long.MAX_VALUE : volume;
        bar[at + TRADES]++;
        long offset = time - bar[at + START];
        long edges = bar[at + EDGES];
        if (offset >= (edges & LOW_BITS)) {
            bar[at + CLOSE] = price;
            bar[at + EDGES] = (edges & ~LOW_BITS) | offset;
        } else if (offset < edges >>> 32) {
            bar[at + OPEN] = price;
            bar[at + EDGES] = (offset << 32) | (edges & LOW_BITS);
        }
    }

    /** A closed bar ended before any tick that may still come, so what is corrected is open, or follows those. */
    private void correct(long start, long time, long price, long tickSize) {
        int index = openSize - 1;
        while (index >= 0 && open[index * WORDS + START] > start) {
            index--;
        }
        if (index >= 0 && open[index * WORDS + START] == start) {
            merge(index * WORDS, time, price, tickSize);
        } else if (index >= 0 || size() < kept || closedSize() > 0) {
            open(index + 1, start, time, price, tickSize);
            newestAt = (openSize - 1) * WORDS;
        }
    }

    /** Closes the bars that end at {@code until} or before. */
    private void close(long until) {
        int closing = newestEnd <= until ? openSize : 0;
        while (closing + 1 < openSize && open[(closing + 1) * WORDS + START] <= until) {
            closing++;
        }
        for (int at = 0; at < closing * WORDS; at += WORDS) {
            append(
                    open[at + START],
                    open[at + OPEN],
                    open[at + HIGH],
                    open[at + LOW],
                    open[at + CLOSE],
                    open[at + VOLUME],
                    open[at + TRADES]);
        }
        removeOpen(closing);
    }

    private void append(long start, long first, long high, long low, long last, long volume, long trades) {
        ClosedBars bars = closed;
        if (bars == null) {
            bars = new ClosedBars(period.longestMillis());
            closed = bars;
        }
        bars.add(start, first, high, low, last, volume, trades);
    }

    private void removeOpen(int count) {
        openSize -= count;
        System.arraycopy(open, count * WORDS, open, 0, openSize * WORDS);
    }

    /**
     * Makes room for a bar before the open one at {@code index}, dropping the oldest where all are kept that may be;
     * gives its place.
     */
    private int open(int index, long start, long time, long price, long tickSize) {
        int target = index;
        if (size() == kept) {
            if (closed != null && closed.size() > 0) {
                closed.removeFirst();
            } else {
                removeOpen(1);
                target--;
            }
        }
        int at = target * WORDS;
        if ((openSize + 1) * WORDS > open.length) {
            open = Arrays.copyOf(open, open.length * 2);
        }
        System.arraycopy(open, at, open, at + WORDS, openSize * WORDS - at);
        openSize++;
        open[at + START] = start;
        open[at + OPEN] = price;
        open[at + HIGH] = price;
        open[at + LOW] = price;
        open[at + CLOSE] = price;
        open[at + VOLUME] = tickSize;
        open[at + TRADES] = 1;
        open[at + EDGES] = ((time - start) << 32) | (time - start);
        return at;
    }

    /** Writes all of it. */
    public void write(StateWriter out) {
        out.putInt(size());
        out.putLong(newestStart);
        out.putLong(newestEnd);
        long[] words = new long[WORDS];
        if (closed != null) {
            ClosedBars.Cursor bar = closed.cursor();
            while (bar.next()) {
                words[START] = bar.start();
                words[OPEN] = bar.open();
                words[HIGH] = bar.high();
                words[LOW] = bar.low();
                words[CLOSE] = bar.close();
                words[VOLUME] = bar.volume();
                words[TRADES] = bar.trades();
                words[EDGES] = CLOSED;
                out.putLongs(words, 0, WORDS);
            }
        }
        out.putLongs(open, 0, openSize * WORDS);
    }

    /** Becomes what was written of a series that keeps as many bars. */
    public void read(StateReader in) {
        int size = in.getInt();
        newestStart = in.getLong();
        newestEnd = in.getLong();
        openSize = 0;
        closed = null;
        for (int index = 0; index < size; index++) {
            long[] bar = in.getLongs(WORDS, WORDS);
            if (bar[EDGES] == CLOSED) {
                append(bar[START], bar[OPEN], bar[HIGH], bar[LOW], bar[CLOSE], bar[VOLUME], bar[TRADES]);
                continue;
            }
            if ((openSize + 1) * WORDS > open.length) {
                open = Arrays.copyOf(open, open.length * 2);
            }
            System.arraycopy(bar, 0, open, openSize * WORDS, WORDS);
            openSize++;
        }
        newestAt = Math.max(0, openSize - 1) * WORDS;
    }
}
