package dev.bourse.bench.peer;

import com.hazelcast.core.HazelcastInstance;
import dev.bourse.bench.process.ChildJvm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The state stage beside Hazelcast Jet and Kafka Streams: the same ticks, the same windows, an output after each tick,
 * in turns. Arguments: {@code --runs N} (3), {@code --warmup N} (1), {@code --rounds N} ticks for each instrument
 * (600), {@code --instruments N} (5000), {@code --without-kafka}.
 */
public final class PeerBench {
    private final PrintStream out = System.out;
    private final List<Contender> contenders = new ArrayList<>();
    private final List<List<Stopwatch.Passed>> passed = new ArrayList<>();
    private final Stopwatch stopwatch;
    private final Work work;

    private PeerBench(Stopwatch stopwatch, Work work) {
        this.stopwatch = stopwatch;
        this.work = work;
    }

    /** Runs all contenders and prints a line for each. */
    public static void main(String[] arguments) throws Exception {
        List<String> given = Arrays.asList(arguments);
        int runs = number(given, "--runs", 3);
        int warmup = number(given, "--warmup", 1);
        Work work = new Work(number(given, "--instruments", 5_000), number(given, "--rounds", 600));
        if (given.contains("--without-kafka")) {
            new PeerBench(new Stopwatch(() -> 0), work).measure(runs, warmup, List.of());
            return;
        }
        Path folder = Files.createTempDirectory("bourse-bench-kafka");
        try (ChildJvm jvm = KafkaContender.broker(folder)) {
            String broker = "127.0.0.1:" + jvm.await("broker");
            KafkaTicks.write(broker, work);
            PeerBench bench = new PeerBench(new Stopwatch(jvm::cpuNanos), work);
            bench.measure(
                    runs,
                    warmup,
                    List.of(new KafkaContender(broker, folder, false), new KafkaContender(broker, folder, true)));
        } finally {
            delete(folder);
        }
    }

    private static int number(List<String> given, String name, int otherwise) {
        int at = given.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(given.get(at + 1));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void measure(int runs, int warmup, List<Contender> others) throws Exception {
        HazelcastInstance member = JetContender.member();
        contenders.add(new BourseContender());
        contenders.add(new JetContender(member, true));
        contenders.add(new JetContender(member, false));
        contenders.addAll(others);
        try {
            contenders.forEach(contender -> passed.add(new ArrayList<>()));
            for (int run = -warmup; run < runs; run++) {
                round(run >= 0);
            }
            print();
        } finally {
            for (Contender contender : contenders) {
                contender.close();
            }
            member.shutdown();
        }
    }

    private void round(boolean counts) throws Exception {
        List<List<Long>> expected = List.of();
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get(i);
            Outputs outputs = new Outputs(work, stopwatch);
            Stopwatch.Passed took = contender.run(work, outputs);
            List<List<Long>> newest = outputs.newest();
            if (i == 0) {
                expected = newest;
            } else if (!newest.equals(expected)) {
                throw new IllegalStateException(contender.name() + " gives " + firstDifference(expected, newest));
            }
            if (counts) {
                passed.get(i).add(took);
            }
            out.printf(
                    Locale.ROOT, "%s%-28s %,12.0f ticks/s%n", counts ? "" : "(warm-up) ", contender.name(), rate(took));
        }
    }

    private static String firstDifference(List<List<Long>> expected, List<List<Long>> found) {
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).equals(found.get(i))) {
                return found.get(i) + " for instrument " + i + " where bourse gives " + expected.get(i);
            }
        }
        return "other instruments";
    }

    private double rate(Stopwatch.Passed took) {
        return work.ticks() * 1e9 / took.clock();
    }

    private void print() {
        out.printf(
                Locale.ROOT,
                "%n%,d ticks of %,d instruments; the newest outputs of all instruments and their numbers are equal%n",
                work.ticks(),
                work.instruments());
        out.printf(
                "%-28s %14s %10s %14s %8s %8s%n", "medians", "ticks/s", "cpu ns", "broker cpu ns", "x clock", "x cpu");
        double clock = median(0, Stopwatch.Passed::clock);
        double cpu = median(0, Stopwatch.Passed::own);
        for (int i = 0; i < contenders.size(); i++) {
            double own = median(i, Stopwatch.Passed::own);
            double other = i < 3 ? 0 : median(i, Stopwatch.Passed::other);
            out.printf(
                    Locale.ROOT,
                    "%-28s %,14.0f %10.0f %14.0f %8.2f %8.2f%n",
                    contenders.get(i).name(),
                    work.ticks() * 1e9 / median(i, Stopwatch.Passed::clock),
                    own / work.ticks(),
                    other / work.ticks(),
                    median(i, Stopwatch.Passed::clock) / clock,
                    (own + other) / cpu);
        }
    }

    private double median(int contender, ToDoubleFunction<Stopwatch.Passed> value) {
        double[] sorted =
                passed.get(contender).stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
