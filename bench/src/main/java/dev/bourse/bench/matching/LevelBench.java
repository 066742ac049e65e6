package dev.bourse.bench.matching;

import dev.bourse.exchange.commandfile.CommandFileException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Measures structures that find price levels on what the dense and the sparse stream do to the levels. Each structure
 * gets a JVM of its own: {@code LevelBench STRUCTURE [--runs N] [--stream FILE]}, where STRUCTURE is paged, window,
 * sorted or treemap; without one it starts a JVM for each, one after the other.
 */
public final class LevelBench {
    private static final List<String> STRUCTURES = List.of("paged", "window", "sorted", "treemap");

    private LevelBench() {}

    /** Runs the measurement and prints a line for each stream. */
    public static void main(String[] arguments) throws IOException, CommandFileException, InterruptedException {
        List<String> words = Arrays.asList(arguments);
        if (words.isEmpty() || !STRUCTURES.contains(words.getFirst())) {
            for (String structure : STRUCTURES) {
                fork(structure, words);
            }
            return;
        }
        Supplier<LevelIndex> structure = structure(words.getFirst());
        int runs = Integer.parseInt(MatchingBench.text(words, "--runs", "15"));
        Path dense = Path.of(MatchingBench.text(words, "--stream", MatchingBench.defaultStream()));
        if (Files.exists(dense)) {
            measure("dense", LevelTrace.of(CommandColumns.read("dense", dense, 0)), structure, runs);
        }
        measure("sparse", LevelTrace.of(SparseStream.generate(true)), structure, runs);
    }

    private static void fork(String structure, List<String> words) throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                LevelBench.class.getName(),
                structure);
        java.command().addAll(words);
        java.inheritIO().start().waitFor();
    }

    private static Supplier<LevelIndex> structure(String name) {
        return switch (name) {
            case "paged" -> PagedLevels::new;
            case "window" -> WindowLevels::new;
            case "sorted" -> SortedLevels::new;
            default -> TreeMapLevels::new;
        };
    }

    private static void measure(String stream, LevelTrace trace, Supplier<LevelIndex> structure, int runs) {
        double[] nanos = new double[runs];
        long check = 0;
        String name = "";
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int run = -5; run < runs; run++) {
            LevelIndex[] sides = {structure.get(), structure.get()};
            name = sides[0].name();
            long start = threads.getCurrentThreadCpuTime();
            check = run(trace, sides);
            if (run >= 0) {
                nanos[run] = (threads.getCurrentThreadCpuTime() - start) / (double) trace.size;
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-22s %-7s %,10d operations: median %6.1f ns of processor time each, min %6.1f, max %6.1f, check"
                        + " %016x%n",
                name, stream, trace.size, nanos[runs / 2], nanos[0], nanos[runs - 1], check);
    }

    /** Applies the trace, and reads the best key after each operation; the result shows that all structures agree. */
    private static long run(LevelTrace trace, LevelIndex[] sides) {
        long check = 0;
        for (int i = 0; i < trace.size; i++) {
            int operation = trace.operations[i];
            LevelIndex side = sides[operation & 1];
            if ((operation & 2) == 0) {
                side.add(trace.keys[i]);
            } else {
                side.remove(trace.keys[i]);
            }
            check = check * 31 + side.best();
        }
        return check;
    }
}
