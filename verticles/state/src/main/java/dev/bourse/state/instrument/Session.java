package dev.bourse.state.instrument;

import dev.bourse.shared.message.StateField;
import dev.bourse.state.arithmetic.WideSum;
import dev.bourse.state.bar.MarketCalendar;
import dev.bourse.state.snapshot.StateReader;
import dev.bourse.state.snapshot.StateWriter;

/**
 * The session of the newest tick: open, high, low, volume, trades and averages. A late tick of an earlier session no
 * longer changes anything here. Used by one thread.
 */
final class Session {
    private final WideSum prices = new WideSum();
    private final WideSum notional = new WideSum();
    private long start = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;
    private long open = StateField.ABSENT;
    private long openTime;
    private long high;
    private long low;
    private long volume;
    private long trades;
    private long previousStart = Long.MAX_VALUE;
    private long previousEnd = Long.MIN_VALUE;
    private long previousOpen = StateField.ABSENT;

    /** Takes one tick, late or not. */
    void add(MarketCalendar calendar, long time, long price, long tickSize) {
        if (time >= end) {
            begin(calendar, time, price);
        } else if (time < start) {
            return;
        }
        if (time < openTime) {
            open = price;
            openTime = time;
        }
        high = Math.max(high, price);
        low = Math.min(low, price);
        volume += tickSize;
        trades++;
        prices.add(price);
        notional.addProduct(price, tickSize);
    }

    private void begin(MarketCalendar calendar, long time, long price) {
        previousStart = start;
        previousEnd = end;
        previousOpen = open;
        start = calendar.sessionStart(time);
        end = calendar.sessionEnd();
        open = price;
        openTime = time;
        high = price;
        low = price;
        volume = 0;
        trades = 0;
        prices.clear();
        notional.clear();
    }

    /** Start of the session, milliseconds since 1970; only after the first tick. */
    long start() {
        return start;
    }

    /** Whether the session's volume can take {@code tickSize} more. */
    boolean hasRoom(long tickSize) {
        return volume <= Long.MAX_VALUE - tickSize;
    }

    /**
     * The open of the session in which {@code time} lies, this one or the one before; ABSENT where the instrument had
     * no tick in it.
     */
    long openAt(long time) {
        if (time >= start && time < end) {
            return open;
        }
        return time >= previousStart && time < previousEnd ? previousOpen : StateField.ABSENT;
    }

    /** Writes the session's columns. */
    void write(long[] record, int at) {
        record[at + StateField.SESSION_OPEN.ordinal()] = open;
        record[at + StateField.SESSION_HIGH.ordinal()] = high;
        record[at + StateField.SESSION_LOW.ordinal()] = low;
        record[at + StateField.SESSION_VOLUME.ordinal()] = volume;
        record[at + StateField.SESSION_TRADES.ordinal()] = trades;
        record[at + StateField.SESSION_VWAP.ordinal()] = volume == 0 ? StateField.ABSENT : notional.averageFine(volume);
        record[at + StateField.AVERAGE_SESSION.ordinal()] = prices.averageFine(trades);
    }

    void write(StateWriter out) {
        long[] all = {
            start,
            end,
            open,
            openTime,
            high,
            low,
            volume,
            trades,
            previousStart,
            previousEnd,
            previousOpen,
            prices.upperBits(),
            prices.lowerBits(),
            notional.upperBits(),
            notional.lowerBits()
        };
        out.putLongs(all, 0, all.length);
    }

    void read(StateReader in) {
        start = in.getLong();
        end = in.getLong();
        open = in.getLong();
        openTime = in.getLong();
        high = in.getLong();
        low = in.getLong();
        volume = in.getLong();
        trades = in.getLong();
        previousStart = in.getLong();
        previousEnd = in.getLong();
        previousOpen = in.getLong();
        prices.set(in.getLong(), in.getLong());
        notional.set(in.getLong(), in.getLong());
    }
}
