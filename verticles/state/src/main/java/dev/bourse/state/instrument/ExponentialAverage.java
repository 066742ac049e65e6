package dev.bourse.state.instrument;

import dev.bourse.shared.message.StateField;
import dev.bourse.state.arithmetic.WideSum;
import dev.bourse.state.snapshot.StateReader;
import dev.bourse.state.snapshot.StateWriter;

/**
 * An exponential average over ticks in the order of their event times. In units of 1/32 of a fine unit the first price
 * {@code p} sets {@code e = p * 10_000 * 32}, each further one moves {@code e} by {@code floor((p * 10_000 * 32 - e) *
 * a / 2^32)} with {@code a = round(2^33 / (period + 1))}; what is shown is {@code e / 32} rounded half even. It also
 * keeps the average before the oldest tick that the ring still holds, from which a late tick's effect is computed. Used
 * by one thread.
 */
final class ExponentialAverage {
    private static final int EXTRA_BITS = 5;
    private static final long UNITS = WideSum.FINE << EXTRA_BITS;
    private static final long NONE = Long.MIN_VALUE;

    private final long weight;
    private long value = NONE;
    private long base = NONE;

    ExponentialAverage(int period) {
        this.weight = Math.round(0x1p33 / (period + 1));
    }

    /** The newest tick's price. */
    void add(long price) {
        value = step(value, price);
    }

    /** The price of the oldest tick, which leaves the ring. */
    void forget(long price) {
        base = step(base, price);
    }

    /** Computes the average again from the ticks in the ring. */
    void rebuild(TickRing ticks) {
        long rebuilt = base;
        for (int position = ticks.first(); position != ticks.next(); position++) {
            rebuilt = step(rebuilt, ticks.price(position));
        }
        value = rebuilt;
    }

    /** The average in fine units; {@link StateField#ABSENT} before the first tick. */
    long average() {
        if (value == NONE) {
            return StateField.ABSENT;
        }
        long floor = value >> EXTRA_BITS;
        long rest = value & 31;
        return rest > 16 || (rest == 16 && (floor & 1) == 1) ? floor + 1 : floor;
    }

    private long step(long from, long price) {
        long target = price * UNITS;
        if (from == NONE) {
            return target;
        }
        long distance = target - from;
        return from + ((Math.multiplyHigh(distance, weight) << 32) | ((distance * weight) >>> 32));
    }

    void write(StateWriter out) {
        out.putLong(value);
        out.putLong(base);
    }

    void read(StateReader in) {
        value = in.getLong();
        base = in.getLong();
    }
}
