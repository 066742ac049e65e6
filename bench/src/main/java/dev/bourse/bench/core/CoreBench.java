package dev.bourse.bench.core;

import dev.bourse.exchange.replay.JournalException;
import dev.bourse.exchange.replay.SimulatedSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Measures the core with accounts, risk, SBE decoding and encoding beside a null core, in turns in one JVM.
 *
 * <p>{@code CoreBench [speed] [--runs N] [--warmup N] [--commands N] [--accounts N] [--open N] [--uniform] [--moves]
 * [--batches N,N,...] [--without-pipeline] [--wait STRATEGY]}, or {@code CoreBench restart [--commands N] [--open N]};
 * see the README of bench.
 */
public final class CoreBench {
    private static final int INSTRUMENTS = 100;

    private CoreBench() {}

    /** Runs the measurements and prints them. */
    public static void main(String[] arguments) throws IOException, JournalException {
        List<String> words = Arrays.asList(arguments);
        if (words.contains("restart")) {
            Restart.measure(number(words, "--commands", 10_000_000), number(words, "--open", 1_000_000));
            return;
        }
        int accounts = number(words, "--accounts", 100_000);
        int open = number(words, "--open", 100_000);
        boolean venue = !words.contains("--uniform");
        CommandStream stream = StreamMaker.make(
                new SimulatedSession.Settings(1, INSTRUMENTS, accounts, open, venue, words.contains("--moves")),
                number(words, "--commands", 3_000_000));
        System.out.printf(
                "%,d timed commands over %d instruments, %,d accounts (%s), about %,d open orders%n%s%n",
                stream.count() - stream.timedFrom(),
                INSTRUMENTS,
                accounts,
                venue ? "as on a venue" : "uniform",
                open,
                stream.mix());
        System.out.printf(
                "outputs for a command: %.2f; accounts that placed an order: %,d%n",
                stream.outputsPerCommand(), stream.placingAccounts());
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new NullCore());
        for (String batch : text(words, "--batches", "1,16,32,64").split(",", -1)) {
            contenders.add(new BourseCore(Integer.parseInt(batch), open));
        }
        int warmUps = number(words, "--warmup", 3);
        int runs = number(words, "--runs", 7);
        if (words.contains("--without-pipeline")) {
            measure(stream, contenders, warmUps, runs);
            return;
        }
        Optional<PipelinePeer> pipeline = PipelinePeer.start(stream, INSTRUMENTS, text(words, "--wait", "YIELDING"));
        if (pipeline.isEmpty()) {
            System.out.println("exchange-core's own pipeline is NOT MEASURED: it needs a JDK 17, and none is in"
                    + " /usr/lib/jvm, /usr/java or ~/.sdkman; name one in JAVA17_HOME");
            measure(stream, contenders, warmUps, runs);
            return;
        }
        try (PipelinePeer peer = pipeline.get()) {
            contenders.add(peer);
            measure(stream, contenders, warmUps, runs);
        }
    }

    private static void measure(CommandStream stream, List<Contender> contenders, int warmUps, int runs) {
        double[][] wall = new double[contenders.size()][runs];
        double[][] processor = new double[contenders.size()][runs];
        double[] bytes = new double[contenders.size()];
        String[] outcomes = new String[contenders.size()];
        double commands = stream.count() - stream.timedFrom();
        for (int run = -warmUps; run < runs; run++) {
            for (int i = 0; i < contenders.size(); i++) {
                Contender contender = contenders.get(i);
                Contender.Cost cost = contender.run(stream);
                if (run >= 0) {
                    wall[i][run] = cost.nanos() / commands;
                    processor[i][run] = cost.processorNanos() / commands;
                    bytes[i] = cost.bytes();
                    outcomes[i] = contender.outcome();
                }
            }
        }
        System.out.printf(
                "%-24s %8s %8s %8s %8s | %8s | %9s  %s%n",
                "core", "ns/cmd", "min", "max", "M cmd/s", "cpu ns", "bytes/cmd", "outcome");
        for (int i = 0; i < contenders.size(); i++) {
            Arrays.sort(wall[i]);
            Arrays.sort(processor[i]);
            double median = wall[i][runs / 2];
            System.out.printf(
                    "%-24s %8.1f %8.1f %8.1f %8.2f | %8.1f | %9s  %s%n",
                    contenders.get(i).name(),
                    median,
                    wall[i][0],
                    wall[i][runs - 1],
                    1e3 / median,
                    processor[i][runs / 2],
                    bytes[i] < 0 ? "" : "%.4f".formatted(bytes[i]),
                    outcomes[i]);
        }
    }

    private static int number(List<String> words, String option, int fallback) {
        int at = words.indexOf(option);
        return at < 0 ? fallback : Integer.parseInt(words.get(at + 1));
    }

    private static String text(List<String> words, String option, String fallback) {
        int at = words.indexOf(option);
        return at < 0 ? fallback : words.get(at + 1);
    }
}
