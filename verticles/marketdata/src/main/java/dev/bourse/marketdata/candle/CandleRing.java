package dev.bourse.marketdata.candle;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The newest candles of one instrument and period: a ring of fixed size, allocated once. The last candle grows until
 * its time has passed; a period without a trade has no candle. One thread.
 */
public final class CandleRing {
    private static final int START = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int TURNOVER_HIGH = 6;
    private static final int TURNOVER_LOW = 7;
    private static final int TRADES = 8;

    private final Period period;
    private final long[] fields;
    private final int capacity;
    private final Sum sum = new Sum();
    /** How many candles ever began. */
    private long begun;

    private boolean growing;
    private long end;

    /** An empty ring for so many candles, 2 or more. */
    public CandleRing(Period period, int capacity) {
        if (capacity < 2) {
            throw new IllegalArgumentException("capacity " + capacity + " is below 2");
        }
        this.period = period;
        this.capacity = capacity;
        fields = new long[capacity * Candle.FIELDS];
    }

    /** The period of the candles. */
    public Period period() {
        return period;
    }

    /** Whether time has passed the end of the candle that grows. */
    public boolean isDue(long timeMicros) {
        return growing && timeMicros >= end;
    }

    /** Says that the last candle is complete; the next trade begins another. */
    public void complete() {
        growing = false;
    }

    /** Adds a trade; the caller has completed the candle before if it was due. */
    public void add(long timeMicros, long price, long quantity) {
        if (growing && timeMicros < end) {
            int at = at(begun - 1);
            fields[at + HIGH] = Math.max(fields[at + HIGH], price);
            fields[at + LOW] = Math.min(fields[at + LOW], price);
            fill(at, price, quantity);
        } else {
            begin(timeMicros, price, quantity);
        }
    }

    private void begin(long timeMicros, long price, long quantity) {
        int at = at(begun++);
        long start = period.startOf(timeMicros);
        end = period.endOf(start);
        growing = true;
        fields[at + START] = start;
        fields[at + OPEN] = price;
        fields[at + HIGH] = price;
        fields[at + LOW] = price;
        fields[at + VOLUME] = 0;
        fields[at + TURNOVER_HIGH] = 0;
        fields[at + TURNOVER_LOW] = 0;
        fields[at + TRADES] = 0;
        fill(at, price, quantity);
    }

    private void fill(int at, long price, long quantity) {
        fields[at + CLOSE] = price;
        fields[at + VOLUME] += quantity;
        fields[at + TRADES]++;
        sum.set(fields[at + TURNOVER_HIGH], fields[at + TURNOVER_LOW]);
        sum.addProduct(price, quantity);
        fields[at + TURNOVER_HIGH] = sum.high();
        fields[at + TURNOVER_LOW] = sum.low();
    }

    /** How many candles it holds. */
    public int size() {
        return (int) Math.min(begun, capacity);
    }

    /** Whether older candles have been overwritten. */
    public boolean hasForgotten() {
        return begun > capacity;
    }

    /** Whether the newest candle still grows. */
    public boolean isGrowing() {
        return growing;
    }

    /** The candle at a place counted from the newest, 0, to {@link #size()} - 1. */
    public Candle newest(int place) {
        int at = at(begun - 1 - place);
        return new Candle(
                fields[at + START],
                fields[at + OPEN],
                fields[at + HIGH],
                fields[at + LOW],
                fields[at + CLOSE],
                fields[at + VOLUME],
                fields[at + TURNOVER_HIGH],
                fields[at + TURNOVER_LOW],
                fields[at + TRADES]);
    }

    /** The newest candle, if there is one. */
    public Optional<Candle> last() {
        return begun == 0 ? Optional.empty() : Optional.of(newest(0));
    }

    /** The candles that start from one time on and before another, oldest first. */
    public List<Candle> between(long fromMicros, long toMicros) {
        List<Candle> found = new ArrayList<>();
        for (int place = size() - 1; place >= 0; place--) {
            long start = fields[at(begun - 1 - place) + START];
            if (start >= fromMicros && start < toMicros) {
                found.add(newest(place));
            }
        }
        return found;
    }

    /** Writes the candles that are held, oldest first. */
    public void save(StateWriter out) {
        out.putLong(begun);
        out.putFlag(growing);
        out.putLong(end);
        out.putLong(size());
        for (int place = size() - 1; place >= 0; place--) {
            int at = at(begun - 1 - place);
            out.putLongs(fields, at, at + Candle.FIELDS);
        }
    }

    /** Reads into an empty ring what another saved; of more than fit the newest. */
    public void load(StateReader in) {
        begun = in.getLong();
        growing = in.getFlag("whether a candle grows");
        end = in.getLong();
        int held = in.getInt("candles", 0, Integer.MAX_VALUE);
        for (int place = held - 1; place >= 0; place--) {
            int at = at(begun - 1 - place);
            in.getLongs(fields, at, at + Candle.FIELDS);
        }
    }

    private int at(long number) {
        return (int) (number % capacity) * Candle.FIELDS;
    }
}
