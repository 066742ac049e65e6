package dev.bourse.standalone.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A3, A4: what the offline analysis makes of a real day, against plain computations from the file. */
class AnalyseUsTradesTest {
    private static final List<String> PERIODS = List.of("1m", "5m", "1h", "1d", "1w", "1mo");
    private static final List<String> FILES = List.of("bars.csv", "states.csv", "signals.csv");
    private static final int LOOKBACK = 20;

    @TempDir
    private static Path directory;

    private static Path file;
    private static List<UsTrades.Trade> trades;

    @BeforeAll
    static void read() throws IOException {
        file = UsTrades.file();
        trades = UsTrades.read(file);
    }

    @Test
    void everyBarIsTheOneThatPlainCodeComputesInUtc() throws IOException {
        analyse("utc", "--partitions", "64");
        assertThat(lines("utc", "bars.csv")).isEqualTo(bars(ZoneId.of("UTC")));
    }

    @Test
    void everyBarIsTheOneThatPlainCodeComputesInNewYork() throws IOException {
        analyse("newYork", "--zone", "America/New_York");
        assertThat(lines("newYork", "bars.csv")).isEqualTo(bars(ZoneId.of("America/New_York")));
    }

    @Test
    void theRangeEnginesSignalsAreThoseThatPlainCodeFinds() throws IOException {
        analyse("range", "--engines", "range");
        List<String> found = lines("range", "signals.csv").stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(columns -> String.join(",", columns[0], columns[1], columns[2], columns[5], columns[7]))
                .toList();
        assertThat(found).isEqualTo(rangeSignals());
    }

    @Test
    void theBytesAreTheSameForAnyNumberOfPartitions() throws IOException {
        for (String count : List.of("1", "3", "64")) {
            analyse("partitions" + count, "--partitions", count, "--warm-up", "0");
        }
        for (String name : FILES) {
            Path one = directory.resolve("partitions1").resolve(name);
            assertThat(directory.resolve("partitions3").resolve(name)).hasSameBinaryContentAs(one);
            assertThat(directory.resolve("partitions64").resolve(name)).hasSameBinaryContentAs(one);
        }
    }

    @Test
    void everyRowIsAccountedFor() {
        assertThat(analyse("rows"))
                .contains("388,418 read, 388,417 accepted, 1 of other kinds, 0 rejected")
                .contains("388,417, of them 0 too late or invalid");
    }

    private static String analyse(String name, String... further) {
        List<String> arguments = new ArrayList<>(
                List.of(file.toString(), "--out", directory.resolve(name).toString()));
        arguments.addAll(List.of(further));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new AnalyseCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }

    private static List<String> lines(String name, String csv) throws IOException {
        return Files.readAllLines(directory.resolve(name).resolve(csv));
    }

    private static List<String> bars(ZoneId zone) {
        Map<String, Map<String, TreeMap<Instant, List<UsTrades.Trade>>>> bySymbol = new TreeMap<>();
        for (UsTrades.Trade trade : trades) {
            for (String period : PERIODS) {
                bySymbol.computeIfAbsent(trade.symbol(), symbol -> new HashMap<>())
                        .computeIfAbsent(period, word -> new TreeMap<>())
                        .computeIfAbsent(start(period, trade.time(), zone), start -> new ArrayList<>())
                        .add(trade);
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("symbol,period,start,open,high,low,close,volume,trades");
        bySymbol.forEach((symbol, periods) -> PERIODS.forEach(period -> Objects.requireNonNull(periods.get(period))
                .forEach((start, in) -> lines.add(bar(symbol, period, start, in)))));
        return lines;
    }

    private static Instant start(String period, Instant time, ZoneId zone) {
        ZonedDateTime local = time.atZone(zone);
        ZonedDateTime start = switch (period) {
            case "1m" -> local.truncatedTo(ChronoUnit.MINUTES);
            case "5m" -> local.truncatedTo(ChronoUnit.HOURS).plusMinutes(local.getMinute() / 5 * 5L);
            case "1h" -> local.truncatedTo(ChronoUnit.HOURS);
            case "1d" -> local.truncatedTo(ChronoUnit.DAYS);
            case "1w" -> local.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            default -> local.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
        };
        return start.toInstant();
    }

    private static String bar(String symbol, String period, Instant start, List<UsTrades.Trade> in) {
        BigDecimal high = in.stream()
                .map(UsTrades.Trade::price)
                .max(BigDecimal::compareTo)
                .orElseThrow();
        BigDecimal low = in.stream()
                .map(UsTrades.Trade::price)
                .min(BigDecimal::compareTo)
                .orElseThrow();
        long volume = in.stream().mapToLong(UsTrades.Trade::size).sum();
        return String.join(
                ",",
                symbol,
                period,
                String.valueOf(start.toEpochMilli()),
                in.getFirst().price().toPlainString(),
                high.toPlainString(),
                low.toPlainString(),
                in.getLast().price().toPlainString(),
                String.valueOf(volume),
                String.valueOf(in.size()));
    }

    private static List<String> rangeSignals() {
        Map<String, List<BigDecimal>> prices = new HashMap<>();
        Map<String, String> classes = new HashMap<>();
        List<String> signals = new ArrayList<>();
        for (UsTrades.Trade trade : trades) {
            List<BigDecimal> earlier = prices.computeIfAbsent(trade.symbol(), symbol -> new ArrayList<>());
            if (earlier.size() >= LOOKBACK) {
                String now = rangeClass(trade.price(), earlier.subList(earlier.size() - LOOKBACK, earlier.size()));
                String before = classes.put(trade.symbol(), now);
                if (!now.equals(before == null ? "INSIDE" : before)) {
                    signals.add(String.join(
                            ",",
                            String.valueOf(trade.time().toEpochMilli()),
                            trade.symbol(),
                            String.valueOf(earlier.size() + 1),
                            now,
                            trade.price().toPlainString()));
                }
            }
            earlier.add(trade.price());
        }
        return signals;
    }

    private static String rangeClass(BigDecimal last, List<BigDecimal> previous) {
        if (previous.stream().allMatch(price -> last.compareTo(price) > 0)) {
            return "NEW_HIGH";
        }
        return previous.stream().allMatch(price -> last.compareTo(price) < 0) ? "NEW_LOW" : "INSIDE";
    }
}
