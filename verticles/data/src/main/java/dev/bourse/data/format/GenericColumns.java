package dev.bourse.data.format;

import dev.bourse.data.record.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where timestamp, symbol, price and size stand in lines of {@link TickFormat#GENERIC}, as the first line names them.
 * Used by one thread.
 */
final class GenericColumns {
    private static final List<List<String>> NAMES = List.of(
            List.of("timestamp", "time", "ts"),
            List.of("symbol", "ticker"),
            List.of("price"),
            List.of("size", "quantity", "volume"));

    private final Columns columns = new Columns();
    private final int[] fieldPlaces = new int[8];
    private int @Nullable [] places;
    private int needed;

    /** True where the line names all four columns. */
    static boolean isHeader(String line) {
        for (int place : places(line)) {
            if (place < 0) {
                return false;
            }
        }
        return true;
    }

    /** Finds the fields of a line: HEADER for the first one, TRUNCATED where some are missing, else ACCEPTED. */
    Verdict find(byte[] bytes, int from, int to) {
        int[] known = places;
        if (known == null) {
            return header(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
        columns.split(bytes, from, to);
        if (columns.count() < needed) {
            return Verdict.TRUNCATED;
        }
        for (int field = 0; field < known.length; field++) {
            fieldPlaces[2 * field] = columns.from(known[field]);
            fieldPlaces[2 * field + 1] = columns.to(known[field]);
        }
        return Verdict.ACCEPTED;
    }

    /** From (inclusive) and to (exclusive) of time, symbol, price and size in the line that was found last. */
    int[] fieldPlaces() {
        return fieldPlaces;
    }

    private Verdict header(String line) {
        int[] found = places(line);
        for (int place : found) {
            needed = Math.max(needed, place + 1);
        }
        places = found;
        return Verdict.HEADER;
    }

    private static int[] places(String line) {
        int[] places = {-1, -1, -1, -1};
        String[] names = line.strip().toLowerCase(Locale.ROOT).split(",", -1);
        for (int column = 0; column < names.length; column++) {
            for (int field = 0; field < places.length; field++) {
                if (places[field] < 0 && NAMES.get(field).contains(names[column].strip())) {
                    places[field] = column;
                }
            }
        }
        return places;
    }
}
