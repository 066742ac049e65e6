package dev.bourse.web.book;

import java.util.List;

/**
 * What came of one book: the whole of it, or what changed.
 *
 * @param symbol the instrument's
 * @param previous the number of the book that this changes; {@link #WHOLE} for a whole book
 * @param state the book, or of a change the new moment with the levels that changed; one that is gone has size 0
 * @param trades new ones, oldest first
 * @param tradesMissed trades before these that did not come
 */
public record BookUpdate(String symbol, long previous, BookState state, List<BookTrade> trades, long tradesMissed) {
    /** In place of the number of a former book. */
    public static final long WHOLE = -1;

    /** Keeps a copy of the list. */
    public BookUpdate {
        trades = List.copyOf(trades);
    }
}
