package dev.bourse.standalone.analyse;

import dev.bourse.classification.ClassificationOptions;
import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.payload.EngineLoader;
import dev.bourse.data.file.FileDecimals;
import dev.bourse.data.file.FileOptions;
import dev.bourse.data.file.FileTicks;
import dev.bourse.data.record.FeedReport;
import dev.bourse.data.record.LocalInstruments;
import dev.bourse.data.record.TickBlock;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.instrument.Universe;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.state.StateOptions;
import dev.bourse.state.instrument.StateRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bourse analyse FILE --out DIR}: states, bars and signals of a recorded file, as CSV. */
@Command(
        name = "analyse",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs state and classification over a recorded file and writes bars.csv, states.csv, signals.csv"
                + " and rejects.csv.")
public final class AnalyseCommand implements Callable<Integer> {
    /** More bars of a period than a century has minutes are not needed; the rings grow as bars come. */
    private static final int ALL_BARS = 16_000_000;

    /** Bytes of a file below which compiling first takes longer than it saves. */
    private static final long WORTH_WARMING = 1_000_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "US trades, crypto messages, ITCH 5.0, daily or generic CSV; .gz too")
    private Path file = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "where the files go")
    private Path directory = Path.of("");

    @Option(names = "--partitions", description = "how the instruments are divided; changes no byte of the output (64)")
    private int partitions = 64;

    @Option(names = "--engines", description = "engines with commas between them (range,crossover,reversion)")
    private @Nullable String engines;

    @Option(names = "--zone", description = "zone of days, weeks, months and sessions (UTC)")
    private @Nullable String zone;

    @Option(names = "--date", description = "day of a file that gives times of day only and does not name its day")
    private @Nullable LocalDate date;

    @Mixin
    private final DecimalsOptions decimals = new DecimalsOptions();

    @Option(
            names = "--warm-up",
            paramLabel = "ROWS",
            description =
                    "rows of a file above 1 MB to run first, output thrown away, so that the code is compiled (100000)")
    private int warmUpRows = 100_000;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "any other setting of the state and classification groups, such as state.lookbacks=20,50")
    private Map<String, String> settings = Map.of();

    /** Runs it; exit code 0, 1 where the file or a setting is wrong, 2 where the command line is. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AnalyseCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            run();
            return 0;
        } catch (IOException | UncheckedIOException | IllegalArgumentException wrong) {
            CommandLine line = commandLine();
            line.getErr().println("bourse: " + wrong.getMessage());
            line.getErr().flush();
            return 1;
        }
    }

    private void run() throws IOException, InterruptedException {
        Settings given = Settings.of(asSettings());
        StateRules rules = StateOptions.from(given).rules().keeping(ALL_BARS);
        ClassificationOptions classification = ClassificationOptions.from(given);
        if (!given.faults().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", given.faults()));
        }
        List<Engine> loaded =
                EngineLoader.fromClassPath().load(classification.engines(), classification.payloads()).stream()
                        .map(EngineLoader.Loaded::engine)
                        .toList();
        Universe universe = FileDecimals.of(file, options(new LocalInstruments(Universe.EMPTY, true)));
        Files.createDirectories(directory);
        double warmUpSeconds = warmUp(rules, loaded, universe);
        long began = System.nanoTime();
        LocalInstruments instruments = new LocalInstruments(universe, true);
        try (Analysis analysis = analysis(directory, rules, loaded, instruments);
                RejectsCsv rejects = new RejectsCsv(directory);
                FileTicks ticks = FileTicks.open(file, options(instruments).with(rejects))) {
            for (TickBlock block = ticks.next(); block != null; block = ticks.next()) {
                take(analysis, block);
                ticks.recycle(block);
            }
            Analysis.Result result = analysis.finish();
            print(ticks.report(), result, rejects.rows(), (System.nanoTime() - began) / 1e9, warmUpSeconds);
        }
    }

    /**
     * Runs the file's first rows through everything, so that the rows that count meet compiled code; gives the seconds
     * that took.
     */
    private double warmUp(StateRules rules, List<Engine> engines, Universe universe)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        if (warmUpRows <= 0 || !Files.isRegularFile(file) || Files.size(file) <= WORTH_WARMING) {
            return 0;
        }
        Path thrownAway = Files.createTempDirectory("bourse-analyse");
        LocalInstruments instruments = new LocalInstruments(universe, true);
        try (Analysis analysis = analysis(thrownAway, rules, engines, instruments);
                FileTicks ticks = FileTicks.open(file, options(instruments))) {
            int rows = 0;
            for (TickBlock block = ticks.next(); block != null && rows < warmUpRows; block = ticks.next()) {
                take(analysis, block);
                rows += block.size();
                ticks.recycle(block);
            }
            analysis.finish();
        } finally {
            for (String name : List.of("bars.csv", "states.csv", "signals.csv")) {
                Files.deleteIfExists(thrownAway.resolve(name));
            }
            Files.delete(thrownAway);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private Analysis analysis(Path into, StateRules rules, List<Engine> loaded, LocalInstruments instruments)
            throws IOException {
        return new Analysis(
                into,
                new Partitions(partitions),
                rules,
                loaded,
                id -> instruments.byId(id).orElseThrow());
    }

    private FileOptions options(LocalInstruments instruments) {
        FileOptions standard = FileOptions.of(instruments);
        return new FileOptions(
                standard.format(),
                decimals.of(standard.details()).orDate(Optional.ofNullable(date)),
                standard.blocksAhead(),
                standard.rejections());
    }

    private static void take(Analysis analysis, TickBlock block) {
        for (int i = 0; i < block.size(); i++) {
            analysis.tick(block.instrument(i), block.time(i), block.price(i), block.size(i));
        }
    }

    private Map<String, String> asSettings() {
        Map<String, String> all = new HashMap<>(settings);
        if (zone != null) {
            all.put("state.zone", zone);
        }
        if (engines != null) {
            all.put("classification.engines", engines);
        }
        return all;
    }

    private void print(FeedReport report, Analysis.Result result, long rejects, double seconds, double warmUpSeconds) {
        double sinceStart = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
        var out = commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "rows      %,d read, %,d accepted, %,d of other kinds, %,d rejected%n",
                report.records(),
                report.accepted(),
                report.notTicks().values().stream().mapToLong(Long::longValue).sum(),
                report.rejections());
        report.rejected().forEach((verdict, count) -> out.printf(Locale.ROOT, "          %s: %,d%n", verdict, count));
        out.printf(Locale.ROOT, "ticks     %,d, of them %,d too late or invalid%n", report.ticks(), result.dropped());
        out.printf(
                Locale.ROOT,
                "written   %,d bars, %,d states, %,d signals, %,d rejects in %s%n",
                result.bars(),
                result.states(),
                result.signals(),
                rejects,
                directory);
        out.printf(
                Locale.ROOT,
                "time      %.3f s from opening the file to the last row: %,.0f rows/s; start-up %.3f s, of that"
                        + " warm-up %.3f s%n",
                seconds,
                report.accepted() / seconds,
                sinceStart - seconds,
                warmUpSeconds);
        out.flush();
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli fills it before it calls");
        }
        return spec.commandLine();
    }
}
