package dev.bourse.marketdata.market;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Books of the past of one instrument: for each second of the log's time in which the book changed, its best levels at
 * the second's end. A ring of fixed size. One thread.
 */
public final class BookHistory {
    /** What lies between two books that are kept, microseconds. */
    public static final long STEP_MICROS = 1_000_000;

    private static final int MOST_NUMBERS = 1 << 16;

    private final @Nullable BookCopy[] ring;
    private long count;

    /** An empty history of so many books. */
    public BookHistory(int capacity) {
        ring = new BookCopy[capacity];
    }

    /** Keeps a book, which is newer than all others. */
    public void add(BookCopy copy) {
        ring[(int) (count++ % ring.length)] = copy;
    }

    /** The books whose last change lies between two times (from on, before to), at most the newest so many. */
    public List<BookCopy> between(long fromMicros, long toMicros, int limit) {
        List<BookCopy> found = new ArrayList<>();
        for (long index = count - 1; index >= Math.max(0, count - ring.length) && found.size() < limit; index--) {
            BookCopy copy = ring[(int) (index % ring.length)];
            if (copy == null || copy.time() < fromMicros) {
                break;
            }
            if (copy.time() < toMicros) {
                found.add(copy);
            }
        }
        return found.reversed();
    }

    /** Writes the books that are kept, oldest first. */
    void save(StateWriter out) {
        long first = Math.max(0, count - ring.length);
        out.putLong(count);
        out.putLong(count - first);
        for (long index = first; index < count; index++) {
            BookCopy copy = Objects.requireNonNull(ring[(int) (index % ring.length)]);
            out.putLong(copy.number());
            out.putLong(copy.time());
            out.putLong(copy.bids().length);
            out.putLongs(copy.bids(), 0, copy.bids().length);
            out.putLong(copy.asks().length);
            out.putLongs(copy.asks(), 0, copy.asks().length);
        }
    }

    /** Reads into an empty history what another saved; of more than fit the newest. */
    void load(StateReader in) {
        count = in.getLong();
        for (long left = in.getInt("books", 0, Integer.MAX_VALUE); left > 0; left--) {
            ring[(int) ((count - left) % ring.length)] =
                    new BookCopy(in.getLong(), in.getLong(), levels(in), levels(in));
        }
    }

    private static long[] levels(StateReader in) {
        long[] levels = new long[in.getInt("numbers of levels", 0, MOST_NUMBERS)];
        in.getLongs(levels, 0, levels.length);
        return levels;
    }

    /** The time of the oldest book that is kept, or {@link Long#MAX_VALUE}. */
    public long oldest() {
        if (count == 0) {
            return Long.MAX_VALUE;
        }
        BookCopy copy = ring[(int) (Math.max(0, count - ring.length) % ring.length)];
        return copy == null ? Long.MAX_VALUE : copy.time();
    }

    /** Whether older books have been overwritten. */
    public boolean hasForgotten() {
        return count > ring.length;
    }
}
