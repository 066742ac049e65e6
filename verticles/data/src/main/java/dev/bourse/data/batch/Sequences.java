package dev.bourse.data.batch;

import dev.bourse.shared.partition.Partitions;
import java.util.Arrays;

/**
 * The sequences of the ticks of one partition's instruments: 1, 2, 3, ... for each, or on from where a feed says that
 * it begins.
 */
final class Sequences {
    private final Partitions partitions;
    private long[] last = new long[16];

    Sequences(Partitions partitions) {
        this.partitions = partitions;
    }

    /** The instrument's next sequence; {@code first} (1 or more) where it has none yet. */
    long next(int instrument, long first) {
        int slot = partitions.slot(instrument);
        if (slot >= last.length) {
            last = Arrays.copyOf(last, Math.max(slot + 1, last.length * 2));
        }
        long next = last[slot] == 0 ? first : last[slot] + 1;
        last[slot] = next;
        return next;
    }

    /** The last sequence of each instrument, by its place in the partition. */
    long[] last() {
        return last.clone();
    }

    /** Goes on after these; those that are further already stay. */
    void resume(long[] after) {
        last = Arrays.copyOf(last, Math.max(last.length, after.length));
        for (int slot = 0; slot < after.length; slot++) {
            last[slot] = Math.max(last[slot], after[slot]);
        }
    }
}
