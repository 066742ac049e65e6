package dev.bourse.bench.matching;

import dev.bourse.exchange.commandfile.CommandFileException;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Measures the order book beside exchange-core's, A B A B in one JVM, on a dense and on a sparse stream.
 *
 * <p>{@code MatchingBench [--runs N] [--warmup N] [--stream FILE] [--dense-only] [--scattered]}; see the README of
 * bench.
 */
public final class MatchingBench {
    private static final int PREFILL = 1_000;

    private final int runs;
    private final int warmUps;
    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private MatchingBench(int runs, int warmUps) {
        this.runs = runs;
        this.warmUps = warmUps;
    }

    /** Runs all measurements and prints them. */
    public static void main(String[] arguments) throws IOException, CommandFileException {
        List<String> words = Arrays.asList(arguments);
        MatchingBench bench = new MatchingBench(number(words, "--runs", 15), number(words, "--warmup", 6));
        Path dense = Path.of(text(words, "--stream", defaultStream()));
        System.out.println("JVM " + Runtime.version() + ", collectors "
                + ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        if (Files.exists(dense)) {
            bench.compare(CommandColumns.read("dense", dense, PREFILL));
        } else {
            System.out.println("dense stream left out: no file " + dense + "; name one with --stream");
        }
        if (!words.contains("--dense-only")) {
            bench.compare(SparseStream.generate(false));
        }
        if (words.contains("--scattered")) {
            bench.compare(SparseStream.generate(true));
        }
    }

    static String defaultStream() {
        String data = System.getenv("BOURSE_DATA");
        return (data == null ? "../shared/data" : data) + "/match/stream.csv.gz";
    }

    private void compare(CommandColumns commands) {
        List<Contender> contenders = List.of(new NullBook(), new BourseBook(), new ExchangeCoreBook());
        List<Measured> measured = new ArrayList<>();
        contenders.forEach(contender -> measured.add(new Measured(contender, runs)));
        for (int run = -warmUps; run < runs; run++) {
            for (Measured each : measured) {
                each.throughput(commands, run, threads);
            }
        }
        for (int run = 0; run < 6; run++) {
            for (Measured each : measured) {
                each.latency(commands, run >= 3);
            }
        }
        report(commands, measured);
    }

    private static void report(CommandColumns commands, List<Measured> measured) {
        System.out.printf(
                "%n%s: %,d timed commands after %,d untimed%n",
                commands.name, commands.size - commands.untimed, commands.untimed);
        System.out.printf(
                "%-14s %8s %8s %8s %8s %8s | %7s %7s %7s %8s | %9s  %s%n",
                "book",
                "cpu ns",
                "ns/cmd",
                "min",
                "max",
                "M cmd/s",
                "p50 ns",
                "p99",
                "p99.9",
                "p99.99",
                "bytes/cmd",
                "outcome");
        measured.forEach(each -> System.out.println(each.line()));
        Measured bourse = measured.get(1);
        Measured peer = measured.get(2);
        System.out.printf(
                "bourse is %.2f times as fast as exchange-core by the clock, %.2f times by processor time%n",
                peer.median() / bourse.median(), peer.cpuMedian() / bourse.cpuMedian());
    }

    static String text(List<String> words, String option, String fallback) {
        int at = words.indexOf(option);
        return at < 0 ? fallback : words.get(at + 1);
    }

    private static int number(List<String> words, String option, int fallback) {
        return Integer.parseInt(text(words, option, Integer.toString(fallback)));
    }

    /** One contender's figures on one stream. */
    private static final class Measured {
        private final Contender contender;
        private final double[] nanosPerCommand;
        private final double[] cpuNanosPerCommand;
        private final Histogram latency = new Histogram(60_000_000_000L, 3);
        private double bytesPerCommand;

        Measured(Contender contender, int runs) {
            this.contender = contender;
            this.nanosPerCommand = new double[runs];
            this.cpuNanosPerCommand = new double[runs];
        }

        /** A run with a negative number is warm-up. */
        void throughput(CommandColumns commands, int run, com.sun.management.ThreadMXBean threads) {
            prepare(commands);
            // In the first third of the commands pools may still grow; bytes are counted behind it.
            int steady = commands.size / 3;
            long start = System.nanoTime();
            long cpu = threads.getCurrentThreadCpuTime();
            contender.run(commands, commands.untimed, steady);
            long bytes = threads.getCurrentThreadAllocatedBytes();
            contender.run(commands, steady, commands.size);
            cpu = threads.getCurrentThreadCpuTime() - cpu;
            long nanos = System.nanoTime() - start;
            bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
            if (run >= 0) {
                nanosPerCommand[run] = nanos / (double) (commands.size - commands.untimed);
                cpuNanosPerCommand[run] = cpu / (double) (commands.size - commands.untimed);
                bytesPerCommand = bytes / (double) (commands.size - steady);
            }
        }

        void latency(CommandColumns commands, boolean keep) {
            prepare(commands);
            if (!keep) {
                latency.reset();
            }
            contender.runTimed(commands, commands.untimed, commands.size, latency);
            if (!keep) {
                latency.reset();
            }
        }

        @SuppressWarnings("CallToSystemGc") // Garbage of one contender's last run must not cost the next one time.
        private void prepare(CommandColumns commands) {
            contender.reset();
            contender.run(commands, 0, commands.untimed);
            System.gc();
        }

        double median() {
            return sorted(nanosPerCommand)[nanosPerCommand.length / 2];
        }

        double cpuMedian() {
            return sorted(cpuNanosPerCommand)[cpuNanosPerCommand.length / 2];
        }

        private static double[] sorted(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted;
        }

        String line() {
            double[] sorted = sorted(nanosPerCommand);
            return "%-14s %8.1f %8.1f %8.1f %8.1f %8.2f | %7d %7d %7d %8d | %9.4f  %s"
                    .formatted(
                            contender.name(),
                            cpuMedian(),
                            median(),
                            sorted[0],
                            sorted[sorted.length - 1],
                            1e3 / median(),
                            latency.getValueAtPercentile(50),
                            latency.getValueAtPercentile(99),
                            latency.getValueAtPercentile(99.9),
                            latency.getValueAtPercentile(99.99),
                            bytesPerCommand,
                            contender.outcome());
        }
    }
}
