package dev.bourse.web.bridge;

import dev.bourse.web.chart.Period;
import dev.bourse.web.market.RowQuery;
import dev.bourse.web.market.Sort;
import dev.bourse.web.view.View;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of {@code docs/protocol/browser.md}. Faults are {@link IllegalArgumentException}s naming field,
 * value and what is allowed.
 */
final class ViewRequest {
    private static final String SORTS =
            Arrays.stream(Sort.values()).map(Sort::word).collect(Collectors.joining(", "));

    /** Longer than any access token of the gateway. */
    private static final int MAX_KEY = 4_096;

    private ViewRequest() {}

    static View view(JsonObject body) {
        JsonObject rows = object(body, "rows", "rows");
        if (rows == null) {
            throw refused("rows", null, "an object");
        }
        String sortWord = text(rows, "sort", "rows.sort");
        Sort sort = Sort.of(sortWord).orElseThrow(() -> refused("rows.sort", sortWord, "one of " + SORTS));
        String search = rows.containsKey("search") ? text(rows, "search", "rows.search") : "";
        RowQuery query = new RowQuery(search, sort, flag(rows, "descending", "rows.descending"));
        return new View(
                query,
                Math.toIntExact(number(rows, "offset", "rows.offset", View.MAX_OFFSET)),
                Math.toIntExact(number(rows, "limit", "rows.limit", View.MAX_ROWS)),
                chart(object(body, "chart", "chart")),
                flag(body, "signals", "signals"),
                book(object(body, "book", "book")));
    }

    /** What a browser shows that it may see deep books. */
    static String key(JsonObject body) {
        String key = text(body, "key", "key");
        if (key.isEmpty() || key.length() > MAX_KEY) {
            throw new IllegalArgumentException(
                    "key: a text of " + key.length() + " characters is not allowed; allowed are 1 to " + MAX_KEY);
        }
        return key;
    }

    private static View.@Nullable BookView book(@Nullable JsonObject book) {
        return book == null
                ? null
                : new View.BookView(
                        text(book, "symbol", "book.symbol"),
                        Math.toIntExact(number(book, "depth", "book.depth", Integer.MAX_VALUE)),
                        book.containsKey("take")
                                ? Math.toIntExact(number(book, "take", "book.take", Integer.MAX_VALUE))
                                : 0);
    }

    static long sequence(JsonObject body) {
        return number(body, "sequence", "sequence", Long.MAX_VALUE);
    }

    private static View.@Nullable ChartView chart(@Nullable JsonObject chart) {
        if (chart == null) {
            return null;
        }
        String word = text(chart, "period", "chart.period");
        Period period = Period.of(word).orElseThrow(() -> refused("chart.period", word, "one of " + Period.words()));
        return new View.ChartView(text(chart, "symbol", "chart.symbol"), period);
    }

    private static @Nullable JsonObject object(JsonObject in, String name, String field) {
        return switch (in.getValue(name)) {
            case null -> null;
            case JsonObject object -> object;
            case Object other -> throw refused(field, other, "an object");
        };
    }

    private static String text(JsonObject in, String name, String field) {
        if (in.getValue(name) instanceof String text) {
            return text;
        }
        throw refused(field, in.getValue(name), "a text");
    }

    private static boolean flag(JsonObject in, String name, String field) {
        return switch (in.getValue(name)) {
            case null -> false;
            case Boolean flag -> flag;
            case Object other -> throw refused(field, other, "true or false");
        };
    }

    private static long number(JsonObject in, String name, String field, long most) {
        Object value = in.getValue(name);
        if ((value instanceof Integer || value instanceof Long) && value instanceof Number number) {
            if (number.longValue() >= 0 && number.longValue() <= most) {
                return number.longValue();
            }
        }
        throw refused(field, value, "a whole number from 0 to " + most);
    }

    private static IllegalArgumentException refused(String field, @Nullable Object value, String allowed) {
        String shown = String.valueOf(value);
        String brief = shown.length() <= 40 ? shown : shown.substring(0, 40) + "...";
        return new IllegalArgumentException(field + ": '" + brief + "' is not allowed; allowed is " + allowed);
    }
}
