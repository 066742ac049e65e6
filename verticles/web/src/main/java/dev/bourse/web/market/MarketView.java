package dev.bourse.web.market;

import dev.bourse.shared.message.StateField;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of every listed instrument in flat arrays, about 90 bytes each. Every change of a row takes the next
 * <em>version</em>, so that whoever remembers the version of his last look knows which rows have changed since, and
 * nothing has to be kept for him. Used by one thread.
 */
public final class MarketView {
    private Listing listing = Listing.EMPTY;
    private long listingVersion;
    private long[] rows = new long[0];
    private long[] versions = new long[0];
    private @Nullable String[] signalClasses = new String[0];
    private long version;
    private long lastTickMillis = Long.MIN_VALUE / 2;

    public Listing listing() {
        return listing;
    }

    /** Grows whenever instruments are added or removed. */
    public long listingVersion() {
        return listingVersion;
    }

    /** The version of the newest change of any row; 0 before the first. */
    public long version() {
        return version;
    }

    /** The version of the newest change of a row, 0 where there was none. */
    public long version(int slot) {
        return versions[slot];
    }

    /** True once the instrument has had a tick. */
    public boolean hasTick(int slot) {
        return rows[slot * Cell.STRIDE] != StateField.ABSENT;
    }

    /** A cell of a row; {@link StateField#ABSENT} where there is no value. */
    public long value(int slot, Cell cell) {
        return rows[slot * Cell.STRIDE + cell.ordinal()];
    }

    /** Nanoseconds since 1970 at which the tick behind the row entered the data stage, 0 where it was not seen live. */
    public long ingestedNanos(int slot) {
        return rows[slot * Cell.STRIDE + Cell.INGESTED];
    }

    /** The class of the instrument's newest signal, null where there is none. */
    public @Nullable String signalClass(int slot) {
        return signalClasses[slot];
    }

    /** Milliseconds since 1970 at which ticks reached this process last; a time long ago before the first. */
    public long lastTickMillis() {
        return lastTickMillis;
    }

    void tickedAt(long millis) {
        lastTickMillis = millis;
    }

    void row(int slot, long[] source, int offset) {
        System.arraycopy(source, offset, rows, slot * Cell.STRIDE, Cell.STRIDE);
        versions[slot] = ++version;
    }

    void signalClass(int slot, String signalClass) {
        signalClasses[slot] = signalClass;
        versions[slot] = ++version;
    }

    /** Goes over to another listing; instruments in both keep their rows. */
    void relist(Listing next) {
        int size = next.size();
        long[] nextRows = new long[size * Cell.STRIDE];
        long[] nextVersions = new long[size];
        @Nullable String[] nextClasses = new String[size];
        for (int slot = 0; slot < size; slot++) {
            int old = listing.slot(next.instrument(slot).id());
            int offset = slot * Cell.STRIDE;
            if (old >= 0) {
                System.arraycopy(rows, old * Cell.STRIDE, nextRows, offset, Cell.STRIDE);
                nextVersions[slot] = versions[old];
                nextClasses[slot] = signalClasses[old];
            } else {
                Arrays.fill(nextRows, offset, offset + Cell.STRIDE, StateField.ABSENT);
            }
        }
        rows = nextRows;
        versions = nextVersions;
        signalClasses = nextClasses;
        listing = next;
        listingVersion++;
    }
}
