package dev.bourse.web.book;

import dev.bourse.shared.book.BookSide;
import java.util.Arrays;

/**
 * A book at a moment; never changes. Prices and sizes are scaled. The arrays are not to be changed.
 *
 * @param depth levels of a side at most
 * @param priceDecimals decimals of prices
 * @param sizeDecimals decimals of sizes
 * @param number the number of the exchange's output that changed the book last
 * @param time that output's, milliseconds since 1970 UTC
 * @param phase the phase of trading
 * @param auction price, volume and surplus of an auction as it would be now; empty where there is none
 * @param bids flat triples of price, size and number of orders, best first
 * @param asks the same of the other side
 */
@SuppressWarnings("ArrayRecordComponent")
public record BookState(
        int depth,
        int priceDecimals,
        int sizeDecimals,
        long number,
        long time,
        String phase,
        long[] auction,
        long[] bids,
        long[] asks) {
    /** Numbers in a level. */
    public static final int LEVEL = BookSide.LEVEL;

    /** This book with changes: their moment, and their levels in place of those of the same price. */
    BookState with(BookState changes) {
        return new BookState(
                changes.depth,
                changes.priceDecimals,
                changes.sizeDecimals,
                changes.number,
                changes.time,
                changes.phase,
                changes.auction,
                merged(bids, changes.bids, true),
                merged(asks, changes.asks, false));
    }

    /** What differs on a side between an older book, or none, and this one, within so many levels; best first. */
    public void difference(long[] old, boolean buy, int levels, BookSide.Visitor visitor) {
        BookSide.difference(old, buy ? bids : asks, buy, levels, visitor);
    }

    /** Both are sorted alike, best first. */
    private static long[] merged(long[] old, long[] changes, boolean buy) {
        long[] all = new long[old.length + changes.length];
        int count = 0;
        int a = 0;
        int b = 0;
        while (a < old.length || b < changes.length) {
            boolean same = a < old.length && b < changes.length && old[a] == changes[b];
            boolean keeps =
                    !same && a < old.length && (b >= changes.length || BookSide.isBetter(old[a], changes[b], buy));
            long[] from = keeps ? old : changes;
            int at = keeps ? a : b;
            if (from[at + 1] > 0) {
                System.arraycopy(from, at, all, count, LEVEL);
                count += LEVEL;
            }
            a += keeps || same ? LEVEL : 0;
            b += keeps ? 0 : LEVEL;
        }
        return Arrays.copyOf(all, count);
    }
}
