package dev.bourse.shared.instrument;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a universe file: CSV without quotes, in UTF-8, in one of two formats that the first line tells apart.
 *
 * <ul>
 *   <li>with the header {@code id,symbol,priceDecimals,sizeDecimals,tickSize,lotSize,referencePrice}: the fields of
 *       {@link Instrument}, all whole numbers but the symbol
 *   <li>without a header, a day's list of US equities: {@code security,symbol,close,volume,dollarVolume,...}. Ids are
 *       given in the order of the rows; prices have four decimals, the tick is a cent from one dollar on and a
 *       hundredth of a cent below
 * </ul>
 */
public final class UniverseFile {
    /** The header of the first format. */
    public static final String HEADER = "id,symbol,priceDecimals,sizeDecimals,tickSize,lotSize,referencePrice";

    private static final int EXAMPLES = 10;
    private static final int EQUITY_DECIMALS = 4;
    private static final long DOLLAR = 10_000;
    private static final long CENT = 100;

    private final Map<Integer, Instrument> byId = new TreeMap<>();
    private final Map<String, Instrument> bySymbol = new TreeMap<>();
    private final Map<String, Integer> rejected = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();

    /**
     * What a file gave.
     *
     * @param instruments what was accepted, in the order of the ids
     * @param rejected how many rows were rejected, by the field that was wrong ("columns" where their number was)
     * @param examples the first rejected rows, each as a sentence with its line number
     */
    public record Contents(List<Instrument> instruments, Map<String, Integer> rejected, List<String> examples) {
        /** All rows that were rejected. */
        public int rejectedRows() {
            return rejected.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private UniverseFile() {}

    /** Reads a file; a row that is wrong is counted and passed over. */
    public static Contents read(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return new UniverseFile().read(reader);
        }
    }

    /** The row of an instrument in the first format. */
    public static String row(Instrument instrument) {
        return instrument.id() + "," + instrument.symbol() + "," + instrument.priceDecimals() + ","
                + instrument.sizeDecimals() + "," + instrument.tickSize() + "," + instrument.lotSize() + ","
                + instrument.referencePrice();
    }

    /**
     * The instrument of a row in the first format.
     *
     * @throws IllegalArgumentException naming the field, its value and what is allowed
     */
    public static Instrument instrument(String row) {
        String[] fields = row.split(",", -1);
        if (fields.length != 7) {
            throw new IllegalArgumentException("columns: '" + fields.length + "' is not allowed; allowed is 7");
        }
        return new Instrument(
                (int) number("id", fields[0], Integer.MAX_VALUE),
                fields[1],
                (int) number("priceDecimals", fields[2], Integer.MAX_VALUE),
                (int) number("sizeDecimals", fields[3], Integer.MAX_VALUE),
                number("tickSize", fields[4], Long.MAX_VALUE),
                number("lotSize", fields[5], Long.MAX_VALUE),
                number("referencePrice", fields[6], Long.MAX_VALUE));
    }

    private Contents read(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        boolean headed = HEADER.equals(line);
        int number = 1;
        if (headed) {
            line = reader.readLine();
            number++;
        }
        for (; line != null; line = reader.readLine(), number++) {
            try {
                accept(headed ? instrument(line) : equity(line, byId.size()));
            } catch (IllegalArgumentException wrong) {
                reject(number, String.valueOf(wrong.getMessage()));
            }
        }
        return new Contents(List.copyOf(byId.values()), Map.copyOf(rejected), List.copyOf(examples));
    }

    private static Instrument equity(String row, int id) {
        String[] fields = row.split(",", -1);
        if (fields.length < 5) {
            throw new IllegalArgumentException(
                    "columns: '" + fields.length + "' is not allowed; allowed is 5 or more, or the header " + HEADER);
        }
        long close;
        try {
            close = Decimals.parse(fields[2], EQUITY_DECIMALS);
        } catch (NumberFormatException noPrice) {
            throw new IllegalArgumentException("close: " + noPrice.getMessage(), noPrice);
        }
        if (close <= 0) {
            throw new IllegalArgumentException("close: '" + fields[2] + "' is not allowed; allowed is above 0");
        }
        return new Instrument(id, fields[1], EQUITY_DECIMALS, 0, close < DOLLAR ? 1 : CENT, 1, close);
    }

    private void accept(Instrument instrument) {
        if (byId.containsKey(instrument.id())) {
            throw new IllegalArgumentException(
                    "id: '" + instrument.id() + "' stands twice; each instrument has its own");
        }
        if (bySymbol.containsKey(instrument.symbol())) {
            throw new IllegalArgumentException(
                    "symbol: '" + instrument.symbol() + "' stands twice; each instrument has its own");
        }
        byId.put(instrument.id(), instrument);
        bySymbol.put(instrument.symbol(), instrument);
    }

    private void reject(int line, String reason) {
        rejected.merge(reason.substring(0, Math.max(0, reason.indexOf(':'))), 1, Integer::sum);
        if (examples.size() < EXAMPLES) {
            examples.add("line " + line + ": " + reason);
        }
    }

    private static long number(String field, String text, long max) {
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value <= max) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // Said below, as for a number out of range.
        }
        throw new IllegalArgumentException(
                field + ": '" + text + "' is not allowed; allowed is a whole number, 0 or more");
    }
}
