package dev.bourse.state.index;

import dev.bourse.shared.message.StateField;
import dev.bourse.state.partition.StatePartition;
import dev.bourse.state.snapshot.StateReader;
import dev.bourse.state.snapshot.StateWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * One partition's parts of the index, minute after minute of event time, a function of its ticks and watermarks. The
 * newest ones are kept, so that whoever adds the parts from now on can have them. Used by one thread.
 */
public final class IndexHistory {
    private static final long MINUTE = 60_000;
    /** Where the watermark leaps further, minutes without ticks in any instrument are left out but for the last. */
    private static final long LONGEST_LEAP = 60 * MINUTE;

    private static final int KEPT = 60;

    private final ArrayDeque<IndexPartial> kept = new ArrayDeque<>();
    private long nextEnd = Long.MIN_VALUE;
    private long price = StateField.ABSENT;

    /**
     * Everything before {@code watermark} has been applied; gives the parts of the minutes that are over.
     *
     * @param exclude the id of the index itself, or -1
     */
    public List<IndexPartial> passed(StatePartition partition, long watermark, int exclude) {
        long passed = Math.floorDiv(watermark, MINUTE) * MINUTE;
        if (nextEnd == Long.MIN_VALUE || passed - nextEnd > LONGEST_LEAP) {
            nextEnd = nextEnd == Long.MIN_VALUE ? passed + MINUTE : passed;
        }
        if (nextEnd > passed) {
            return List.of();
        }
        List<IndexPartial> over = new ArrayList<>(1);
        for (; nextEnd <= passed; nextEnd += MINUTE) {
            IndexPartial partial = IndexPartial.of(partition, nextEnd, exclude);
            over.add(partial);
            kept.addLast(partial);
            if (kept.size() > KEPT) {
                kept.removeFirst();
            }
        }
        return over;
    }

    /** The newest parts, oldest first. */
    public List<IndexPartial> kept() {
        return List.copyOf(kept);
    }

    /** The newest price of the index that was heard; {@link StateField#ABSENT} before the first. */
    public long price() {
        return price;
    }

    /** The index has that price now. */
    public void price(long newest) {
        price = newest;
    }

    /** Writes all of it. */
    public void write(StateWriter out) {
        out.putLong(nextEnd);
        out.putLong(price);
        out.putInt(kept.size());
        for (IndexPartial partial : kept) {
            out.putInt(partial.partition());
            out.putLong(partial.minuteEnd());
            out.putLong(partial.returns());
            out.putInt(partial.count());
        }
    }

    /** Becomes what was written. */
    public void read(StateReader in) {
        nextEnd = in.getLong();
        price = in.getLong();
        kept.clear();
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            kept.addLast(new IndexPartial(in.getInt(), in.getLong(), in.getLong(), in.getInt()));
        }
    }
}
