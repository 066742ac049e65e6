package dev.bourse.state.bar;

import dev.bourse.state.snapshot.StateReader;
import dev.bourse.state.snapshot.StateWriter;
import java.util.Arrays;

/**
 * One instrument's bars of one period, oldest to newest, as many as it keeps; an interval without a tick has no bar. A
 * bar takes eight longs in a ring that grows until it holds all that are kept. Ticks of the same time count in the
 * order in which they come. Used by one thread.
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

    private static final long LOW_BITS = 0xffff_ffffL;

    private final BarPeriod period;
    private final int kept;
    private long[] ring = new long[WORDS];
    private int capacity = 1;
    private int oldest;
    private int size;
    private long newestStart = Long.MAX_VALUE;
    private long newestEnd = Long.MIN_VALUE;
    private int newestAt;

    /** A series that keeps the newest {@code kept} bars, 1 or more. */
    public BarSeries(BarPeriod period, int kept) {
        this.period = period;
        this.kept = kept;
    }

    public int size() {
        return size;
    }

    /** Volume of the newest bar, 0 where there is none. */
    public long newestVolume() {
        return size == 0 ? 0 : ring[newestAt + VOLUME];
    }

    /** Takes one tick. One that is older than all bars of a full series changes nothing. */
    public void add(MarketCalendar calendar, long time, long price, long tickSize) {
        if (time >= newestStart && time < newestEnd) {
            merge(newestAt, time, price, tickSize);
        } else if (time >= newestEnd) {
            long start = calendar.start(period, time);
            newestEnd = calendar.end(period);
            newestStart = start;
            newestAt = open(size, start, time, price, tickSize);
        } else {
            correct(calendar.start(period, time), time, price, tickSize);
        }
    }

    /** Gives the newest {@code limit} bars to the listener, oldest first. */
    public void forEach(int limit, BarListener listener) {
        for (int index = Math.max(0, size - limit); index < size; index++) {
            int at = at(index);
            listener.bar(
                    ring[at + START],
                    ring[at + OPEN],
                    ring[at + HIGH],
                    ring[at + LOW],
                    ring[at + CLOSE],
                    ring[at + VOLUME],
                    ring[at + TRADES]);
        }
    }

    /** The close of the newest bar that starts before {@code time}; {@code otherwise} where there is none. */
    public long closeBefore(long time, long otherwise) {
        for (int index = size - 1; index >= 0; index--) {
            int at = at(index);
            if (ring[at + START] < time) {
                return ring[at + CLOSE];
            }
        }
        return otherwise;
    }

    private void merge(int at, long time, long price, long tickSize) {
        long[] bar = ring;
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

    private void correct(long start, long time, long price, long tickSize) {
        int index = size - 1;
        while (index >= 0 && ring[at(index) + START] > start) {
            index--;
        }
        if (index >= 0 && ring[at(index) + START] == start) {
            merge(at(index), time, price, tickSize);
        } else if (index >= 0 || size < kept) {
            open(index + 1, start, time, price, tickSize);
            newestAt = at(size - 1);
        }
    }

    /**
     * Makes room for a bar before the one at {@code index}, dropping the oldest where all places are taken; gives its
     * place.
     */
    private int open(int index, long start, long time, long price, long tickSize) {
        int target = index;
        if (size == kept) {
            oldest = oldest + 1 == capacity ? 0 : oldest + 1;
            size--;
            target--;
        } else if (size == capacity) {
            grow();
        }
        size++;
        for (int later = size - 1; later > target; later--) {
            System.arraycopy(ring, at(later - 1), ring, at(later), WORDS);
        }
        int at = at(target);
        ring[at + START] = start;
        ring[at + OPEN] = price;
        ring[at + HIGH] = price;
        ring[at + LOW] = price;
        ring[at + CLOSE] = price;
        ring[at + VOLUME] = tickSize;
        ring[at + TRADES] = 1;
        ring[at + EDGES] = ((time - start) << 32) | (time - start);
        return at;
    }

    private void grow() {
        int grown = Math.min(kept, capacity * 2);
        // Growth happens before anything was dropped, so the oldest bar stands first and the order stays.
        ring = Arrays.copyOf(ring, grown * WORDS);
        capacity = grown;
    }

    private int at(int index) {
        int place = oldest + index;
        return (place >= capacity ? place - capacity : place) * WORDS;
    }

    /** Writes all of it. */
    public void write(StateWriter out) {
        out.putInt(size);
        out.putLong(newestStart);
        out.putLong(newestEnd);
        for (int index = 0; index < size; index++) {
            out.putLongs(ring, at(index), WORDS);
        }
    }

    /** Becomes what was written of a series that keeps as many bars. */
    public void read(StateReader in) {
        size = in.getInt();
        newestStart = in.getLong();
        newestEnd = in.getLong();
        oldest = 0;
        capacity = Math.max(1, size);
        ring = in.getLongs(capacity * WORDS, size * WORDS);
        newestAt = size == 0 ? 0 : at(size - 1);
    }
}
