package dev.bourse.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.format.TickFields;
import dev.bourse.standalone.analyse.AnalyseCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/**
 * What {@code analyse} makes of a file, by symbol.
 *
 * @param signals rows of {@code signals.csv}
 * @param bars rows of {@code bars.csv} by period, without symbol and period
 * @param last the columns of the last row of {@code states.csv}
 * @param summary what it printed
 */
record Analysed(
        Map<String, List<String>> signals,
        Map<String, Map<String, List<String>>> bars,
        Map<String, Map<String, String>> last,
        String summary) {

    /** Runs {@code analyse FILE --out DIRECTORY}, with the decimals that a running system gives to unknown symbols. */
    static Analysed of(Path file, Path directory) throws IOException {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new AnalyseCommand())
                .setOut(new PrintWriter(out))
                .execute(
                        file.toString(),
                        "--out",
                        directory.toString(),
                        "--warm-up",
                        "0",
                        "--price-decimals",
                        String.valueOf(TickFields.PRICE_DECIMALS),
                        "--size-decimals",
                        String.valueOf(TickFields.SIZE_DECIMALS));
        assertThat(code).isZero();
        Map<String, List<String>> signals = new TreeMap<>();
        for (String row : rows(directory, "signals.csv")) {
            signals.computeIfAbsent(row.split(",", -1)[1], symbol -> new ArrayList<>())
                    .add(row);
        }
        Map<String, Map<String, List<String>>> bars = new TreeMap<>();
        for (String row : rows(directory, "bars.csv")) {
            String[] columns = row.split(",", 3);
            bars.computeIfAbsent(columns[0], symbol -> new TreeMap<>())
                    .computeIfAbsent(columns[1], period -> new ArrayList<>())
                    .add(columns[2]);
        }
        return new Analysed(signals, bars, lastStates(directory), out.toString());
    }

    private static Map<String, Map<String, String>> lastStates(Path directory) throws IOException {
        String[] header =
                Files.readAllLines(directory.resolve("states.csv")).getFirst().split(",", -1);
        Map<String, Map<String, String>> last = new TreeMap<>();
        for (String row : rows(directory, "states.csv")) {
            String[] columns = row.split(",", -1);
            Map<String, String> state = new TreeMap<>();
            for (int i = 0; i < header.length; i++) {
                state.put(header[i], columns[i]);
            }
            last.put(columns[0], state);
        }
        return last;
    }

    private static List<String> rows(Path directory, String name) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve(name));
        return lines.subList(1, lines.size());
    }
}
