package dev.bourse.state.index;

import dev.bourse.shared.message.StateField;
import dev.bourse.state.arithmetic.WideDivision;
import dev.bourse.state.bar.BarPeriod;
import dev.bourse.state.instrument.InstrumentState;
import dev.bourse.state.partition.StatePartition;

/**
 * One partition's part of the index for one minute of event time.
 *
 * @param partition the partition
 * @param minuteEnd first millisecond after the minute, since 1970
 * @param returns sum of the instruments' returns since the session's open, each in 1/10^9 without its fraction
 * @param count how many instruments had an open
 */
public record IndexPartial(int partition, long minuteEnd, long returns, int count) {
    private static final long UNIT = 1_000_000_000L;
    private static final long LARGEST = 1_000 * UNIT;

    /**
     * Computes it from what the instruments were at the end of the minute, whatever ticks came since. {@code exclude}
     * is the index itself, or -1.
     */
    public static IndexPartial of(StatePartition partition, long minuteEnd, int exclude) {
        long[] sums = new long[2];
        partition.forEach(state -> {
            if (state.hasTicks() && state.instrument().id() != exclude) {
                add(state, minuteEnd, sums);
            }
        });
        return new IndexPartial(partition.partition(), minuteEnd, sums[0], (int) sums[1]);
    }

    private static void add(InstrumentState state, long minuteEnd, long[] sums) {
        long open = state.sessionOpenAt(minuteEnd - 1);
        long last = state.bars(BarPeriod.MINUTE).closeBefore(minuteEnd, StateField.ABSENT);
        if (open != StateField.ABSENT && last != StateField.ABSENT) {
            sums[0] += returnSince(open, last);
            sums[1]++;
        }
    }

    /** The return from one price to another in 1/10^9, without its fraction; at most a thousandfold. */
    public static long returnSince(long open, long last) {
        long change = last - open;
        if (Math.abs(change) / 1_000 >= open) {
            return change < 0 ? -LARGEST : LARGEST;
        }
        long size = WideDivision.multiplyDivide(Math.abs(change), UNIT, open);
        return change < 0 ? -size : size;
    }
}
