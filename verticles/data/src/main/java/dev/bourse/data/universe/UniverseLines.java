package dev.bourse.data.universe;

import dev.bourse.data.format.Digits;
import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.Decimals;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** One form of the lines of a universe file: which column holds what, and the scales where no column says them. */
final class UniverseLines {
    private static final Pattern SYMBOL = Pattern.compile("[A-Za-z0-9.\\-_/=][A-Za-z0-9.\\-_^/=]{0,31}");
    private static final int EQUITY_DECIMALS = 4;
    private static final long DOLLAR = Decimals.power(EQUITY_DECIMALS);
    private static final long CENT = DOLLAR / 100;

    private final List<String> names;
    private final boolean equities;

    private UniverseLines(List<String> names, boolean equities) {
        this.names = names;
        this.equities = equities;
    }

    static boolean isHeader(String line) {
        return columns(line).contains("symbol");
    }

    /** The form that a first line describes. */
    static UniverseLines named(String header) {
        return new UniverseLines(columns(header), false);
    }

    /** US equities: prices in dollars with 4 decimals, a tick size of a cent from a dollar on. */
    static UniverseLines equities() {
        return new UniverseLines(List.of("id", "symbol", "reference_price"), true);
    }

    /** Adds the line's instrument. */
    Verdict line(String line, Map<String, InstrumentDraft> drafts) {
        if (line.isBlank()) {
            return Verdict.BLANK;
        }
        String[] values = line.split(",", -1);
        if (values.length < names.size()) {
            return Verdict.TRUNCATED;
        }
        String symbol = value(values, "symbol", "");
        if (!SYMBOL.matcher(symbol).matches()) {
            return Verdict.SYMBOL;
        }
        if (drafts.containsKey(symbol)) {
            return Verdict.DUPLICATE;
        }
        int priceDecimals = decimals(value(values, "price_decimals", String.valueOf(EQUITY_DECIMALS)));
        int sizeDecimals = decimals(value(values, "size_decimals", "0"));
        if (priceDecimals < 0 || sizeDecimals < 0) {
            return Verdict.MALFORMED;
        }
        long price = scaled(value(values, "reference_price", "0"), priceDecimals);
        long tick = equities ? (price >= DOLLAR ? CENT : 1) : scaled(value(values, "tick_size", ""), priceDecimals);
        long lot = scaled(value(values, "lot_size", ""), sizeDecimals);
        if (price < 0 || price > Instrument.MAX_PRICE || tick < 1) {
            return Digits.ofPrice(Math.min(price, tick));
        }
        if (lot < 1) {
            return Digits.ofSize(lot);
        }
        drafts.put(symbol, new InstrumentDraft(symbol, priceDecimals, sizeDecimals, tick, lot, price));
        return Verdict.ACCEPTED;
    }

    private String value(String[] values, String name, String fallback) {
        int column = names.indexOf(name);
        String value = column < 0 ? fallback : values[column].strip();
        return value.isEmpty() ? fallback : value;
    }

    /** A number in units; what no column says is one unit. */
    private static long scaled(String text, int decimals) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return text.isEmpty() ? 1 : Digits.decimal(bytes, 0, bytes.length, decimals);
    }

    private static int decimals(String text) {
        return text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '9' ? text.charAt(0) - '0' : -1;
    }

    private static List<String> columns(String line) {
        return Arrays.stream(line.split(",", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
