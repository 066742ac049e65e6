package dev.bourse.data.format;

import dev.bourse.data.record.SymbolTable;
import dev.bourse.data.record.TickSink;
import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.Instrument;
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
    private static final int PRICE_DECIMALS = 6;
    private static final int SIZE_DECIMALS = 4;
    private static final List<List<String>> NAMES = List.of(
            List.of("timestamp", "time", "ts"),
            List.of("symbol", "ticker"),
            List.of("price"),
            List.of("size", "quantity", "volume"));

    private final Columns columns = new Columns();
    private final SymbolTable symbols;
    private final int priceDecimals;
    private final int sizeDecimals;
    private int @Nullable [] places;
    private int needed;

    GenericCsv(FormatOptions options, SymbolTable symbols) {
        this.symbols = symbols;
        this.priceDecimals = options.priceDecimals().orElse(PRICE_DECIMALS);
        this.sizeDecimals = options.sizeDecimals().orElse(SIZE_DECIMALS);
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
        long time = Times.read(bytes, columns.from(known[0]), columns.to(known[0]));
        if (time < 0) {
            return time == Times.NOT_A_TIME ? Verdict.TIME : Verdict.TIME_RANGE;
        }
        int symbol = columns.from(known[1]);
        int symbolEnd = columns.to(known[1]);
        Instrument instrument = symbols.find(bytes, symbol, symbolEnd);
        int atPriceDecimals = instrument == null ? priceDecimals : instrument.priceDecimals();
        int atSizeDecimals = instrument == null ? sizeDecimals : instrument.sizeDecimals();
        long price = Digits.decimal(bytes, columns.from(known[2]), columns.to(known[2]), atPriceDecimals);
        if (price <= 0 || price > Instrument.MAX_PRICE) {
            return Digits.ofPrice(price);
        }
        long size = Digits.decimal(bytes, columns.from(known[3]), columns.to(known[3]), atSizeDecimals);
        if (size < 0 || size > Instrument.MAX_SIZE) {
            return Digits.ofSize(size);
        }
        if (instrument == null) {
            instrument = symbols.introduce(bytes, symbol, symbolEnd, priceDecimals, sizeDecimals);
            if (instrument == null) {
                return SymbolTable.refusal(bytes, symbol, symbolEnd);
            }
            if (instrument.priceDecimals() != priceDecimals || instrument.sizeDecimals() != sizeDecimals) {
                return line(bytes, from, to, sink);
            }
        }
        sink.tick(instrument.id(), time, price, size);
        return Verdict.ACCEPTED;
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
