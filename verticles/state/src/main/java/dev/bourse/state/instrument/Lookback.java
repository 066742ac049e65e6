package dev.bourse.state.instrument;

import dev.bourse.shared.message.LookbackField;
import dev.bourse.shared.message.StateField;
import dev.bourse.state.arithmetic.WideSum;
import java.util.Arrays;

/**
 * Maximum, minimum, mean and deviation of the {@code length} prices before the newest one, in the order of the ring.
 * Sums are exact; maximum and minimum stand at the heads of two queues of candidates, so that a tick costs the same for
 * any length. Used by one thread.
 */
final class Lookback {
    private final int length;
    private final WideSum squares = new WideSum();
    private final Candidates highs = new Candidates(true);
    private final Candidates lows = new Candidates(false);
    private long sum;
    private int count;

    Lookback(int length) {
        this.length = length;
    }

    /** Called before a tick is appended to the ring: its predecessor, if any, enters. */
    void advance(TickRing ticks) {
        if (ticks.size() > 0) {
            enter(ticks, ticks.next() - 1);
        }
    }

    /** Computes it again after the ring changed in its middle. */
    void rebuild(TickRing ticks) {
        sum = 0;
        count = 0;
        squares.clear();
        highs.clear();
        lows.clear();
        int newest = ticks.next() - 1;
        for (int position = newest - Math.min(length, newest - ticks.first()); position != newest; position++) {
            enter(ticks, position);
        }
    }

    private void enter(TickRing ticks, int position) {
        if (count == length) {
            int leaving = position - length;
            long gone = ticks.price(leaving);
            sum -= gone;
            squares.subtractProduct(gone, gone);
            highs.leave(leaving);
            lows.leave(leaving);
        } else {
            count++;
        }
        long price = ticks.price(position);
        sum += price;
        squares.addProduct(price, price);
        highs.enter(ticks, position, price);
        lows.enter(ticks, position, price);
    }

    /** Writes the columns of {@link LookbackField}. */
    void write(TickRing ticks, long[] record, int at) {
        if (count < length) {
            Arrays.fill(record, at, at + LookbackField.COUNT, StateField.ABSENT);
            return;
        }
        record[at] = ticks.price(highs.head());
        record[at + 1] = ticks.price(lows.head());
        record[at + 2] = WideSum.averageFine(sum, length);
        record[at + 3] = squares.deviationFine(sum, length);
    }

    /** Positions of the prices that are or may become the extreme of the window, oldest first. */
    private static final class Candidates {
        private final boolean highest;
        private int[] positions = new int[4];
        private int mask = 3;
        private int first;
        private int next;

        Candidates(boolean highest) {
            this.highest = highest;
        }

        void clear() {
            first = 0;
            next = 0;
        }

        int head() {
            return positions[first & mask];
        }

        void leave(int position) {
            if (positions[first & mask] == position) {
                first++;
            }
        }

        void enter(TickRing ticks, int position, long price) {
            while (next != first && beaten(ticks.price(positions[(next - 1) & mask]), price)) {
                next--;
            }
            if (next - first > mask) {
                grow();
            }
            positions[next & mask] = position;
            next++;
        }

        private boolean beaten(long older, long price) {
            return highest ? older <= price : older >= price;
        }

        private void grow() {
            int places = (mask + 1) * 2;
            int[] grown = new int[places];
            for (int index = first; index != next; index++) {
                grown[index & (places - 1)] = positions[index & mask];
            }
            positions = grown;
            mask = places - 1;
        }
    }
}
