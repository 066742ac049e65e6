package dev.bourse.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.cluster.TestNode.TestCluster;
import dev.bourse.standalone.analyse.UsTrades;
import dev.bourse.state.bar.BarPeriod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A1 to A5: a cluster of four processes, one for each group, makes of a file what {@code analyse} makes of it: every
 * signal with all that it says, every bar that is kept, and the last state of each symbol.
 */
class ClusterIT {
    private static final List<String> DATA_FIRST = List.of("data", "state", "classification", "web");
    private static final List<String> WEB_FIRST = DATA_FIRST.reversed();
    private static final List<String> ENGINES = List.of("range", "crossover", "reversion");
    private static final int SHOWN = 1_000;

    @TempDir
    private static Path directory;

    static Stream<Arguments> orders() {
        return Stream.of(Arguments.of("data first", DATA_FIRST), Arguments.of("web first", WEB_FIRST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void aFileOfSymbolsThatNobodyKnewGivesTheSameAsAnalyse(String name, List<String> order) throws Exception {
        theSame(RecordedTicks.write(directory.resolve("recorded.csv"), 20_231_114), order);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void theUsTradesGiveTheSameAsAnalyse(String name, List<String> order) throws Exception {
        theSame(UsTrades.file(), order);
    }

    private void theSame(Path file, List<String> order) throws IOException, InterruptedException {
        Analysed expected = Analysed.of(file, directory.resolve("out"));
        assertThat(expected.signals()).hasSameSizeAs(expected.last());
        TestCluster cluster = TestNode.cluster();
        try (TestNode node = cluster.start()) {
            SignalWitness witness = SignalWitness.on(node);
            try (FourProcesses processes = FourProcesses.start(cluster, file.toAbsolutePath(), order)) {
                awaitTheEnd(processes, expected, witness);

                everySignalIsTheSame(expected, witness);
                webShowsTheNewestSignals(expected, processes);
                theBarsAreTheSame(expected, processes);
                nothingWasLost(processes);
                processes.endCleanly();
            }
        }
    }

    /**
     * All is dealt with when each symbol has its last state, classification has judged as many states as the state
     * group has given (asked before and after, since the index goes on by itself), and the signals are here.
     */
    private static void awaitTheEnd(FourProcesses processes, Analysed expected, SignalWitness witness) {
        Map<String, List<String>> last = new TreeMap<>();
        expected.last().forEach((symbol, state) -> last.put(symbol, lastOf(state)));
        Eventually.equal(last, () -> {
            Map<String, List<String>> now = new TreeMap<>();
            last.keySet().forEach(symbol -> now.put(symbol, lastOf(processes.rest("/v1/state/" + symbol))));
            return now;
        });
        Eventually.equal(true, () -> {
            long before = given(processes);
            long judged = processes.metric("classification", "bourse_classification_states_total");
            return before == judged && given(processes) == judged;
        });
        long signals = processes.metric("classification", "bourse_classification_signals_total");
        Eventually.equal(signals, witness::count);
    }

    private static long given(FourProcesses processes) {
        return processes.metric("state", "bourse_state_ticks_total{outcome=\"applied\"")
                + processes.metric("state", "bourse_state_ticks_total{outcome=\"corrected\"");
    }

    private static List<String> lastOf(Map<String, String> row) {
        return List.of(
                row.get("time"),
                row.get("last"),
                row.get("session_open"),
                row.get("session_high"),
                row.get("session_low"),
                row.get("session_volume"),
                row.get("session_trades"),
                row.get("session_vwap"));
    }

    private static List<String> lastOf(JsonObject state) {
        JsonObject session = state.getJsonObject("session", new JsonObject());
        return Stream.of(
                        state.getValue("time"),
                        session.getValue("last"),
                        session.getValue("open"),
                        session.getValue("high"),
                        session.getValue("low"),
                        session.getValue("volume"),
                        session.getValue("trades"),
                        session.getValue("vwap"))
                .map(String::valueOf)
                .toList();
    }

    private static void everySignalIsTheSame(Analysed expected, SignalWitness witness) {
        assertThat(witness.whole()).isTrue();
        expected.signals()
                .forEach((symbol, rows) ->
                        assertThat(witness.rows(symbol)).as(symbol).isEqualTo(rows));
    }

    private static void webShowsTheNewestSignals(Analysed expected, FourProcesses processes) {
        for (String symbol : expected.last().keySet()) {
            for (String engine : ENGINES) {
                List<String> rows = expected.signals().getOrDefault(symbol, List.of()).stream()
                        .filter(row -> row.contains("," + engine + ","))
                        .map(row -> row.substring(0, row.lastIndexOf(',')))
                        .toList();
                assertThat(processes.signals(symbol, engine).stream()
                                .map(ClusterIT::row)
                                .toList())
                        .as("%s %s", symbol, engine)
                        .isEqualTo(rows.subList(Math.max(0, rows.size() - SHOWN), rows.size()));
            }
        }
    }

    private static String row(JsonObject signal) {
        return String.join(
                ",",
                String.valueOf(signal.getLong("time")),
                signal.getString("symbol"),
                String.valueOf(signal.getLong("sequence")),
                signal.getString("engine"),
                signal.getString("version"),
                signal.getString("class"),
                dev.bourse.shared.instrument.Decimals.format(signal.getLong("strength"), 4),
                signal.getString("price", ""));
    }

    private static void theBarsAreTheSame(Analysed expected, FourProcesses processes) {
        expected.bars().forEach((symbol, periods) -> {
            for (BarPeriod period : BarPeriod.values()) {
                List<String> rows = periods.getOrDefault(period.word(), List.of());
                assertThat(processes.bars(symbol, period.word()).stream()
                                .map(ClusterIT::bar)
                                .toList())
                        .as("%s %s", symbol, period)
                        .isEqualTo(rows.subList(Math.max(0, rows.size() - period.barsKept()), rows.size()));
            }
        });
    }

    private static String bar(JsonObject bar) {
        return Stream.of("start", "open", "high", "low", "close", "volume", "trades")
                .map(column -> String.valueOf(bar.getValue(column)))
                .collect(Collectors.joining(","));
    }

    /**
     * A batch that comes live after it was read from the log is dropped and counted as a duplicate, which is as it
     * should be: that none is applied twice is what the signals and bars above show.
     */
    private static void nothingWasLost(FourProcesses processes) {
        Map<String, Long> counts = new TreeMap<>();
        for (String metric : List.of(
                "bourse_state_ticks_unknown",
                "bourse_state_ticks_missing",
                "bourse_classification_states_unknown",
                "bourse_batches_lost",
                "bourse_batches_stale")) {
            counts.put(metric, processes.metric(metric));
        }
        assertThat(counts.values()).as("%s", counts).containsOnly(0L);
    }
}
