package dev.bourse.web.view;

import dev.bourse.web.book.Books;
import dev.bourse.web.chart.Period;
import dev.bourse.web.market.RowQuery;
import org.jspecify.annotations.Nullable;

/**
 * All that a page shows.
 *
 * @param query which rows in which order
 * @param offset the place of the first row that is visible, 0 or more
 * @param limit visible rows, at most {@link #MAX_ROWS}
 * @param chart the chart, null for none
 * @param signals whether the stream of signals is visible
 * @param book the order book, null for none
 */
public record View(
        RowQuery query,
        int offset,
        int limit,
        @Nullable ChartView chart,
        boolean signals,
        @Nullable BookView book) {
    /** The most rows of a window. */
    public static final int MAX_ROWS = 200;

    /** The most that an offset may be. */
    public static final int MAX_OFFSET = 10_000_000;

    /** Without a book. */
    public View(RowQuery query, int offset, int limit, @Nullable ChartView chart, boolean signals) {
        this(query, offset, limit, chart, signals, null);
    }

    /** @throws IllegalArgumentException naming the field, its value and what is allowed */
    public View {
        check("rows.offset", offset, MAX_OFFSET);
        check("rows.limit", limit, MAX_ROWS);
    }

    /** The chart of an instrument, by symbol. */
    public record ChartView(String symbol, Period period) {}

    /**
     * The order book of an instrument.
     *
     * @param symbol the instrument's
     * @param depth levels of a side, 1 to {@link Books#DEEPEST}
     * @param take a number of the page's own; with another one the book comes whole again
     */
    public record BookView(String symbol, int depth, int take) {
        /** @throws IllegalArgumentException naming the field, its value and what is allowed */
        public BookView {
            if (depth < 1 || depth > Books.DEEPEST) {
                throw new IllegalArgumentException(
                        "book.depth: '" + depth + "' is not allowed; allowed is 1 to " + Books.DEEPEST);
            }
        }
    }

    private static void check(String field, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(field + ": '" + value + "' is not allowed; allowed is 0 to " + most);
        }
    }
}
