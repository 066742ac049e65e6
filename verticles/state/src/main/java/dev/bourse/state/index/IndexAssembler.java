package dev.bourse.state.index;

import dev.bourse.shared.message.StateField;
import java.util.BitSet;
import java.util.TreeMap;

/**
 * Adds the partitions' parts of a minute into one index value. A minute is complete when all partitions are in, or when
 * whoever drives this says that it has waited long enough; minutes are given out in their order, and a part that comes
 * after its minute was given out is counted and dropped. Used by one thread.
 */
public final class IndexAssembler {
    /** The index while no instrument has moved: 1000.0000. */
    public static final long BASE = 10_000_000;

    /** Digits after the point of the index. */
    public static final int DECIMALS = 4;

    /** Minutes that wait for parts; where more would wait the oldest is given out incomplete. */
    private static final int MOST_WAITING = 120;

    private final int partitions;
    private final Output output;
    private final TreeMap<Long, Minute> waiting = new TreeMap<>();
    /** Those given out without all partitions, so that a part that comes too late is told from one that comes again. */
    private final TreeMap<Long, Minute> lacking = new TreeMap<>();

    private long givenOut = Long.MIN_VALUE;
    private long late;
    private long incomplete;

    /** Hears each index value. */
    @FunctionalInterface
    public interface Output {
        /**
         * The index at {@code time}, the last millisecond of a minute; {@code price} has {@link #DECIMALS} decimals.
         */
        void index(long time, long price);
    }

    /** An assembler for that many partitions. */
    public IndexAssembler(int partitions, Output output) {
        this.partitions = partitions;
        this.output = output;
    }

    /** Takes one part; gives out every minute that is complete and has no incomplete one before it. */
    public void add(IndexPartial partial) {
        if (partial.minuteEnd() <= givenOut) {
            Minute minute = lacking.get(partial.minuteEnd());
            if (minute != null && minute.add(partial)) {
                late++;
            }
            return;
        }
        waiting.computeIfAbsent(partial.minuteEnd(), end -> new Minute()).add(partial);
        while (!waiting.isEmpty()
                && (waiting.firstEntry().getValue().partitions.cardinality() == partitions
                        || waiting.size() > MOST_WAITING)) {
            giveOutFirst();
        }
    }

    /** Gives out all minutes up to {@code minuteEnd}, complete or not. */
    public void expire(long minuteEnd) {
        while (!waiting.isEmpty() && waiting.firstKey() <= minuteEnd) {
            giveOutFirst();
        }
    }

    /** Whether a minute up to {@code minuteEnd} still waits. */
    public boolean waitsFor(long minuteEnd) {
        return !waiting.isEmpty() && waiting.firstKey() <= minuteEnd;
    }

    /**
     * The end of the oldest minute that waits for parts.
     *
     * @throws java.util.NoSuchElementException where none waits
     */
    public long firstWaiting() {
        return waiting.firstKey();
    }

    /** Parts that came after their minute was given out. */
    public long late() {
        return late;
    }

    /** Minutes that were given out without all partitions. */
    public long incomplete() {
        return incomplete;
    }

    private void giveOutFirst() {
        var first = waiting.pollFirstEntry();
        Minute minute = first.getValue();
        givenOut = first.getKey();
        if (minute.partitions.cardinality() < partitions) {
            incomplete++;
            lacking.put(givenOut, minute);
            if (lacking.size() > MOST_WAITING) {
                lacking.pollFirstEntry();
            }
        }
        long price = price(minute.returns, minute.count);
        if (price != StateField.ABSENT) {
            output.index(givenOut - 1, price);
        }
    }

    /**
     * The index for a sum of {@code count} returns in 1/10^9, rounded half even; ABSENT without any, and at least
     * 0.0001.
     */
    static long price(long returns, long count) {
        if (count == 0) {
            return StateField.ABSENT;
        }
        long divisor = count * 100;
        long floor = Math.floorDiv(returns, divisor);
        long rest = returns - floor * divisor;
        boolean up = rest * 2 > divisor || (rest * 2 == divisor && (floor & 1) == 1);
        return Math.max(1, BASE + floor + (up ? 1 : 0));
    }

    private static final class Minute {
        private final BitSet partitions = new BitSet();
        private long returns;
        private long count;

        /** False where that partition's part is in already. */
        boolean add(IndexPartial partial) {
            if (partitions.get(partial.partition())) {
                return false;
            }
            partitions.set(partial.partition());
            returns += partial.returns();
            count += partial.count();
            return true;
        }
    }
}
