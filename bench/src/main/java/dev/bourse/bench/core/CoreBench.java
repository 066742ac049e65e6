package dev.bourse.bench.core;

import dev.bourse.exchange.replay.JournalException;
import dev.bourse.exchange.replay.SimulatedSession;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/**
 * Measures the core with accounts, risk, SBE decoding and encoding beside a null core, in turns in one JVM.
 *
 * <p>{@code CoreBench [speed] [--runs N] [--warmup N] [--commands N] [--accounts N] [--open N] [--uniform]}, or
 * {@code CoreBench restart [--commands N] [--open N]}; see the README of bench.
 */
public final class CoreBench {
    private static final int INSTRUMENTS = 100;
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

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
        CommandStream stream = CommandStream.generate(
                new SimulatedSession.Settings(1, INSTRUMENTS, accounts, open, venue),
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
        List<Contender> contenders = List.of(
                new NullCore(),
                new BourseCore(1, open),
                new BourseCore(8, open),
                new BourseCore(16, open),
                new BourseCore(32, open));
        measure(stream, contenders, number(words, "--warmup", 3), number(words, "--runs", 7));
    }

    @SuppressWarnings("CallToSystemGc") // Garbage of one contender must not cost the next one time.
    private static void measure(CommandStream stream, List<Contender> contenders, int warmUps, int runs) {
        double[][] wall = new double[contenders.size()][runs];
        double[][] processor = new double[contenders.size()][runs];
        double[] bytes = new double[contenders.size()];
        String[] outcomes = new String[contenders.size()];
        int middle = stream.timedFrom() + (stream.count() - stream.timedFrom()) / 2;
        double commands = stream.count() - stream.timedFrom();
        for (int run = -warmUps; run < runs; run++) {
            for (int i = 0; i < contenders.size(); i++) {
                Contender contender = contenders.get(i);
                contender.prepare(stream);
                System.gc();
                long cpu = THREADS.getCurrentThreadCpuTime();
                long start = System.nanoTime();
                contender.run(stream, stream.timedFrom(), middle);
                long allocated = THREADS.getCurrentThreadAllocatedBytes();
                contender.run(stream, middle, stream.count());
                long nanos = System.nanoTime() - start;
                cpu = THREADS.getCurrentThreadCpuTime() - cpu;
                allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
                if (run >= 0) {
                    wall[i][run] = nanos / commands;
                    processor[i][run] = cpu / commands;
                    bytes[i] = allocated / (double) (stream.count() - middle);
                    outcomes[i] = contender.outcome();
                }
            }
        }
        System.out.printf(
                "%-16s %8s %8s %8s %8s | %8s | %9s  %s%n",
                "core", "ns/cmd", "min", "max", "M cmd/s", "cpu ns", "bytes/cmd", "outcome");
        for (int i = 0; i < contenders.size(); i++) {
            Arrays.sort(wall[i]);
            Arrays.sort(processor[i]);
            double median = wall[i][runs / 2];
            System.out.printf(
                    "%-16s %8.1f %8.1f %8.1f %8.2f | %8.1f | %9.4f  %s%n",
                    contenders.get(i).name(),
                    median,
                    wall[i][0],
                    wall[i][runs - 1],
                    1e3 / median,
                    processor[i][runs / 2],
                    bytes[i],
                    outcomes[i]);
        }
    }

    private static int number(List<String> words, String option, int fallback) {
        int at = words.indexOf(option);
        return at < 0 ? fallback : Integer.parseInt(words.get(at + 1));
    }
}
