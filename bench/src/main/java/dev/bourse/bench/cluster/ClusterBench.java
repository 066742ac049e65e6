package dev.bourse.bench.cluster;

import dev.bourse.classification.ClassificationApplication;
import dev.bourse.data.DataApplication;
import dev.bourse.state.StateApplication;
import dev.bourse.web.WebApplication;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The analysis over four processes, one for each group: the generator makes so many ticks a second, each batch goes
 * into the replay log with one backup, then through state and classification. Arguments: {@code --rate N} ticks a
 * second (500000), {@code --seconds N} (60), {@code --instruments N} (5000), {@code --heap SIZE} of each process (1g).
 *
 * <p>The generator is an open loop: what it could not give in time it gives later, so a rate that cannot be kept shows
 * as fewer ticks and as a growing lag, never as a lower rate asked for.
 */
public final class ClusterBench {
    private static final int WARM_UP_SECONDS = 20;
    private static final int LOOK_SECONDS = 5;

    private final PrintStream out = System.out;
    private final List<GroupJvm> groups = new ArrayList<>();
    private final long rate;
    private final int seconds;
    private final int instruments;
    private final String heap;

    private ClusterBench(List<String> given) {
        rate = Long.parseLong(option(given, "--rate", "500000"));
        seconds = Integer.parseInt(option(given, "--seconds", "60"));
        instruments = Integer.parseInt(option(given, "--instruments", "5000"));
        heap = option(given, "--heap", "1g");
    }

    /** Runs it and prints what it saw. */
    public static void main(String[] arguments) {
        ClusterBench bench = new ClusterBench(Arrays.asList(arguments));
        try {
            bench.start();
            bench.measure();
        } finally {
            bench.groups.reversed().forEach(GroupJvm::close);
        }
    }

    private static String option(List<String> given, String name, String otherwise) {
        int at = given.indexOf(name);
        return at < 0 ? otherwise : given.get(at + 1);
    }

    private void start() {
        int port = GroupJvm.freePort();
        List<String> member = List.of(
                "--cluster.name=bench-" + port,
                "--cluster.port=" + port,
                "--cluster.members=127.0.0.1:" + port + ",127.0.0.1:" + (port + 1));
        start("web", WebApplication.class, member, List.of("--web.port=0"));
        start("classification", ClassificationApplication.class, member, List.of());
        start("state", StateApplication.class, member, List.of());
        start(
                "data",
                DataApplication.class,
                member,
                List.of(
                        "--data.instruments=" + instruments,
                        "--data.generator.period=" + periodMillis() + "ms",
                        "--data.generator.history=0s"));
    }

    /** Whole milliseconds, so that the rate is met only where it divides by that; what is printed is what was seen. */
    private long periodMillis() {
        return Math.max(1, Math.round(1e3 * instruments / rate));
    }

    private void start(String name, Class<?> application, List<String> member, List<String> own) {
        List<String> settings = new ArrayList<>(member);
        settings.addAll(own);
        groups.add(GroupJvm.start(name, application, heap, settings));
    }

    private GroupJvm group(String name) {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void measure() {
        Pause.millis(WARM_UP_SECONDS * 1_000L);
        long[] cpu = groups.stream().mapToLong(GroupJvm::cpuNanos).toArray();
        double before = applied();
        double judgedBefore = judged();
        long began = System.nanoTime();
        double slowest = Double.MAX_VALUE;
        double last = before;
        long lastAt = began;
        for (int passed = 0; passed < seconds; passed += LOOK_SECONDS) {
            Pause.millis(LOOK_SECONDS * 1_000L);
            double now = applied();
            long nowAt = System.nanoTime();
            slowest = Math.min(slowest, (now - last) * 1e9 / (nowAt - lastAt));
            last = now;
            lastAt = nowAt;
        }
        double ticks = last - before;
        double elapsed = (lastAt - began) / 1e9;
        out.printf(
                Locale.ROOT,
                "asked for %,d ticks/s; state applied %,.0f ticks/s for %.0f s, its slowest %d s %,.0f; classified"
                        + " %,.0f a second%n",
                rate,
                ticks / elapsed,
                elapsed,
                LOOK_SECONDS,
                slowest,
                (judged() - judgedBefore) / elapsed);
        out.printf(
                Locale.ROOT,
                "lag %,.0f batches; log %,.0f bytes, full %,.0f times; lost %.0f, missing %.0f%n",
                group("state").metric("bourse_state_lag"),
                group("data").metric("bourse_data_log_bytes"),
                group("data").metric("bourse_data_log_full_total"),
                groups.stream()
                        .mapToDouble(group -> group.metric("bourse_batches_lost_total"))
                        .sum(),
                group("state").metric("bourse_state_ticks_missing_total"));
        for (int i = 0; i < cpu.length; i++) {
            long used = groups.get(i).cpuNanos() - cpu[i];
            out.printf(
                    Locale.ROOT,
                    "%-15s %5.0f ns of processor time a tick, %4.0f %% of a core%n",
                    groups.get(i).name(),
                    used / ticks,
                    used / elapsed / 1e7);
        }
    }

    private double applied() {
        return group("state").metric("bourse_state_ticks_total");
    }

    private double judged() {
        return group("classification").metric("bourse_classification_states_total");
    }
}
