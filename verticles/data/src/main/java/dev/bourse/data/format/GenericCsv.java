package dev.bourse.data.format;

import dev.bourse.data.record.SymbolTable;
import dev.bourse.data.record.TickSink;
import dev.bourse.data.record.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lines of {@code timestamp,symbol,price,size} in the order that the first line names; further columns are passed over.
 * Times are read by {@link Times}. An instrument that is added gets 6 price decimals and 4 size decimals unless
 * configured.
 */
final class GenericCsv implements LineFormat {
    private static final List<List<String>> NAMES = List.of(
            List.of("timestamp", "time", "ts"),
            List.of("symbol", "ticker"),
            List.of("price"),
            List.of("size", "quantity", "volume"));

    private final Columns columns = new Columns();
    private final TickFields fields;
    private final int[] fieldPlaces = new int[8];
    private int @Nullable [] places;
    private int needed;

    GenericCsv(FormatOptions options, SymbolTable symbols) {
        this.fields = new TickFields(options, symbols);
    }

    /** True where the line names all four columns. */
    static boolean isHeader(String line) {
        for (int place : places(line)) {
            if (place < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Verdict line(byte[] bytes, int from, int to, TickSink sink) {
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
        Verdict verdict = fields.read(bytes, fieldPlaces);
        if (verdict == Verdict.ACCEPTED) {
            sink.tick(fields.instrument(), fields.time(), fields.price(), fields.size());
        }
        return verdict;
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
