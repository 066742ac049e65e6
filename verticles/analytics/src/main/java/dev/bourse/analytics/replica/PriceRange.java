package dev.bourse.analytics.replica;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.util.Arrays;

/**
 * The lowest and the highest price of each of the last 60 minutes in which there was a trade, and from them how far a
 * price may fall. One thread.
 */
final class PriceRange {
    /** Nothing is held to be safer than this. */
    static final int LEAST_SHOCK_BPS = 100;

    private static final int MINUTES = 60;
    private static final long MINUTE_MICROS = 60_000_000;
    private static final int WHOLE_BPS = 10_000;

    private final long[] minute = new long[MINUTES];
    private final long[] low = new long[MINUTES];
    private final long[] high = new long[MINUTES];

    PriceRange() {
        Arrays.fill(minute, -1);
    }

    void trade(long timeMicros, long price) {
        long at = timeMicros / MINUTE_MICROS;
        int slot = (int) (at % MINUTES);
        if (minute[slot] != at) {
            minute[slot] = at;
            low[slot] = price;
            high[slot] = price;
        } else {
            low[slot] = Math.min(low[slot], price);
            high[slot] = Math.max(high[slot], price);
        }
    }

    void save(StateWriter out) {
        out.putLongs(minute, 0, MINUTES);
        out.putLongs(low, 0, MINUTES);
        out.putLongs(high, 0, MINUTES);
    }

    void load(StateReader in) {
        in.getLongs(minute, 0, MINUTES);
        in.getLongs(low, 0, MINUTES);
        in.getLongs(high, 0, MINUTES);
    }

    /**
     * The range of the hour before a time as a share of the last price, rounded up to a hundredth of a percent; at
     * least 1 %, at most the whole.
     */
    int shockBps(long timeMicros, long lastPrice) {
        long oldest = timeMicros / MINUTE_MICROS - MINUTES;
        long lowest = Long.MAX_VALUE;
        long highest = Long.MIN_VALUE;
        for (int slot = 0; slot < MINUTES; slot++) {
            if (minute[slot] > oldest) {
                lowest = Math.min(lowest, low[slot]);
                highest = Math.max(highest, high[slot]);
            }
        }
        if (lowest > highest || lastPrice <= 0) {
            return LEAST_SHOCK_BPS;
        }
        long moved = Math.ceilDiv(Math.multiplyExact(Math.min(highest - lowest, lastPrice), WHOLE_BPS), lastPrice);
        return Math.clamp(moved, LEAST_SHOCK_BPS, WHOLE_BPS);
    }
}
