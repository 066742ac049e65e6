package dev.bourse.web.view;

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
 */
public record View(
        RowQuery query, int offset, int limit, @Nullable ChartView chart, boolean signals) {
    /** The most rows of a window. */
    public static final int MAX_ROWS = 200;

    /** The most that an offset may be. */
    public static final int MAX_OFFSET = 10_000_000;

    /** @throws IllegalArgumentException naming the field, its value and what is allowed */
    public View {
        check("rows.offset", offset, MAX_OFFSET);
        check("rows.limit", limit, MAX_ROWS);
    }

    /** The chart of an instrument, by symbol. */
    public record ChartView(String symbol, Period period) {}

    private static void check(String field, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(field + ": '" + value + "' is not allowed; allowed is 0 to " + most);
        }
    }
}
