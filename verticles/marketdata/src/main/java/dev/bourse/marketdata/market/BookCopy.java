package dev.bourse.marketdata.market;

import dev.bourse.marketdata.book.MarketBook;
import dev.bourse.shared.book.BookSide;

/**
 * The best levels of a book at a moment; never changes, safe for all threads. The arrays are not to be changed.
 *
 * @param number the number of the last output that it includes
 * @param time that output's, microseconds since 1970 UTC
 * @param bids flat triples of price (ticks), displayed quantity (lots), number of orders, best first
 * @param asks the same of the other side
 */
@SuppressWarnings("ArrayRecordComponent")
public record BookCopy(long number, long time, long[] bids, long[] asks) {
    /** Numbers in a level. */
    public static final int LEVEL = BookSide.LEVEL;

    /** Copies a book's best levels. */
    public static BookCopy of(MarketBook book, int levels, long number, long time) {
        return new BookCopy(number, time, side(book, true, levels), side(book, false, levels));
    }

    /** How many levels a side has here. */
    public int levels(boolean buy) {
        return side(buy).length / LEVEL;
    }

    /** The flat triples of a side. */
    public long[] side(boolean buy) {
        return buy ? bids : asks;
    }

    /** The same with at most so many levels. */
    public BookCopy upTo(int levels) {
        int most = levels * LEVEL;
        return bids.length <= most && asks.length <= most
                ? this
                : new BookCopy(number, time, first(bids, most), first(asks, most));
    }

    private static long[] first(long[] side, int most) {
        return side.length <= most ? side : java.util.Arrays.copyOf(side, most);
    }

    private static long[] side(MarketBook book, boolean buy, int levels) {
        int count = Math.min(levels, book.levelCount(buy));
        long[] flat = new long[count * LEVEL];
        for (int place = 0; place < count; place++) {
            flat[place * LEVEL] = book.price(buy, place);
            flat[place * LEVEL + 1] = book.displayed(buy, place);
            flat[place * LEVEL + 2] = book.orders(buy, place);
        }
        return flat;
    }
}
