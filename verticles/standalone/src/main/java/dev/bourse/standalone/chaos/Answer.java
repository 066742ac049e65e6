package dev.bourse.standalone.chaos;

import dev.bourse.data.format.TickFields;
import dev.bourse.standalone.analyse.AnalyseCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import picocli.CommandLine;

/**
 * What {@code analyse} makes of a file.
 *
 * @param signals the marks of each symbol's signals in their order, see {@link SignalRow#mark}
 * @param bars rows of {@code bars.csv} by symbol and period, without both
 * @param trades ticks of each symbol
 */
record Answer(Map<String, LongList> signals, Map<String, Map<String, List<String>>> bars, Map<String, Long> trades) {

    /** Runs {@code analyse}, with the decimals that a running system gives to symbols that it does not know. */
    static Answer of(Path file, Path folder) {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new AnalyseCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(
                        file.toString(),
                        "--out",
                        folder.toString(),
                        "--warm-up",
                        "0",
                        "--price-decimals",
                        String.valueOf(TickFields.PRICE_DECIMALS),
                        "--size-decimals",
                        String.valueOf(TickFields.SIZE_DECIMALS));
        if (code != 0) {
            throw new IllegalStateException("analyse ended with code " + code + ": " + out);
        }
        Map<String, LongList> signals = new TreeMap<>();
        rows(
                folder.resolve("signals.csv"),
                row -> signals.computeIfAbsent(row.split(",", 3)[1], symbol -> new LongList())
                        .add(SignalRow.mark(row)));
        Map<String, Map<String, List<String>>> bars = new TreeMap<>();
        Map<String, Long> trades = new TreeMap<>();
        rows(folder.resolve("bars.csv"), row -> {
            String[] columns = row.split(",", 3);
            bars.computeIfAbsent(columns[0], symbol -> new TreeMap<>())
                    .computeIfAbsent(columns[1], period -> new ArrayList<>())
                    .add(columns[2]);
            if (columns[1].equals("1d")) {
                trades.merge(columns[0], Long.parseLong(row.substring(row.lastIndexOf(',') + 1)), Long::sum);
            }
        });
        return new Answer(signals, bars, trades);
    }

    /** All signals. */
    long signalCount() {
        return signals.values().stream().mapToLong(LongList::size).sum();
    }

    private static void rows(Path file, Consumer<String> row) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                row.accept(line);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
