package dev.bourse.bench.sequencer;

import dev.bourse.exchange.client.ClientOptions;
import dev.bourse.exchange.sequencer.NodeOptions;
import dev.bourse.exchange.sequencer.SequencerNode;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.agrona.IoUtil;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * Latency at fixed rates and throughput at saturation of one node, and of three, through the cluster's client.
 *
 * <p>{@code sequencer restart [--commands N] [--port N] [--sync N]}: {@link RestartBench}.
 *
 * <p>{@code sequencer [--seconds N] [--full N] [--rates A,B] [--nodes 1|3] [--only KIND] [--port N] [--sync N]
 * [--clients N] [--accounts N] [--instruments N]}; see the README of bench.
 */
public final class SequencerBench {
    private static final int WARM_UP_SECONDS = 5;
    private static final int IDLE_SECONDS = 5;
    private static final int ALONE_SECONDS = 4;

    private final int seconds;
    private final int fullSeconds;
    private final List<Long> rates;
    private final int port;
    private final int syncLevel;
    private final int clients;
    private final Supplier<OrderFlow> flows;

    private SequencerBench(
            int seconds,
            int fullSeconds,
            List<Long> rates,
            int port,
            int syncLevel,
            int clients,
            Supplier<OrderFlow> flows) {
        this.seconds = seconds;
        this.fullSeconds = fullSeconds;
        this.rates = rates;
        this.port = port;
        this.syncLevel = syncLevel;
        this.clients = clients;
        this.flows = flows;
    }

    /** Runs the measurements and prints them. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(arguments);
        if (words.contains("restart")) {
            RestartBench.run(
                    Long.parseLong(text(words, "--commands", "10000000")),
                    Integer.parseInt(text(words, "--port", "19700")),
                    Integer.parseInt(text(words, "--sync", "0")));
            return;
        }
        List<Long> rates = Arrays.stream(text(words, "--rates", "43000,215000").split(","))
                .map(Long::parseLong)
                .toList();
        int nodes = Integer.parseInt(text(words, "--nodes", "0"));
        int accounts = Integer.parseInt(text(words, "--accounts", "1000"));
        int instruments = Integer.parseInt(text(words, "--instruments", "100"));
        Supplier<OrderFlow> flows = () -> new OrderFlow(instruments, accounts);
        SequencerBench bench = new SequencerBench(
                Integer.parseInt(text(words, "--seconds", "20")),
                Integer.parseInt(text(words, "--full", "10")),
                rates,
                Integer.parseInt(text(words, "--port", "19700")),
                Integer.parseInt(text(words, "--sync", "0")),
                Integer.parseInt(text(words, "--clients", "1")),
                flows);
        System.out.printf(
                Locale.ROOT, "%d accounts, %d instruments, %d orders open%n", accounts, instruments, 64 * accounts);
        printHeadings();
        if (nodes != 3) {
            String only = text(words, "--only", "").toUpperCase(Locale.ROOT);
            if (only.isEmpty() || only.equals("ALONE")) {
                ServiceAlone.run(flows, ALONE_SECONDS);
            }
            for (BenchNode.Kind kind : BenchNode.Kind.values()) {
                if (only.isEmpty() || only.equals(kind.name())) {
                    bench.oneNode(kind);
                }
            }
        }
        if (nodes != 1) {
            bench.threeNodes();
        }
    }

    private static void printHeadings() {
        System.out.printf(
                Locale.ROOT,
                "%-22s %9s %9s %9s %8s %8s %8s %8s %8s %6s %s%n",
                "set-up",
                "rate/s",
                "sent",
                "answers/s",
                "p50 us",
                "p99",
                "p99.9",
                "p99.99",
                "max",
                "cores",
                "unknown");
    }

    private void oneNode(BenchNode.Kind kind) throws IOException {
        Path directory = Files.createTempDirectory("bourse-bench");
        NodeOptions options =
                NodeOptions.local(directory.resolve("node"), 0, 1, port).withSyncLevel(syncLevel);
        try (SequencerNode node = BenchNode.start(kind, options);
                LoadClient client =
                        new LoadClient(node.driverDirectory(), ClientOptions.local(), flows.get(), clients)) {
            measure("one node, " + kind.name().toLowerCase(Locale.ROOT), client);
            System.out.printf(Locale.ROOT, "  idle: %.1f %% of a core%n", 100 * idleCores());
        } finally {
            IoUtil.delete(directory.toFile(), true);
        }
    }

    private void threeNodes() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("bourse-bench");
        List<Process> nodes = new ArrayList<>();
        try (MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(directory.resolve("driver").toString())
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy(0, 0, 1_000, 1_000_000)))) {
            for (int node = 0; node < 3; node++) {
                nodes.add(spawn(directory.resolve("node-" + node), node));
            }
            NodeOptions options = NodeOptions.local(directory, 0, 3, port);
            try (LoadClient client = new LoadClient(
                    driver.aeronDirectoryName(),
                    ClientOptions.remote(options.ingressEndpoints(), "127.0.0.1"),
                    flows.get(),
                    clients)) {
                measure("three nodes, exchange", client);
            }
        } finally {
            for (int node = 0; node < nodes.size(); node++) {
                nodes.get(node).destroyForcibly().waitFor();
                IoUtil.delete(
                        NodeOptions.local(directory.resolve("node-" + node), node, 3, port)
                                .driverDirectory()
                                .toFile(),
                        true);
            }
            IoUtil.delete(directory.toFile(), true);
        }
    }

    private Process spawn(Path directory, int node) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        for (String open : List.of("jdk.internal.misc", "java.util.zip", "sun.nio.ch", "java.nio", "java.lang")) {
            command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED");
        }
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BenchNode.class.getName(),
                BenchNode.Kind.EXCHANGE.name(),
                directory.toString(),
                String.valueOf(node),
                "3",
                String.valueOf(port)));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void measure(String name, LoadClient client) {
        client.setUp();
        ThreadShares shares = new ThreadShares();
        client.atRate(rates.get(0), WARM_UP_SECONDS);
        for (long rate : rates) {
            client.atRate(rate, WARM_UP_SECONDS);
            shares.begin();
            print(name, rate, client.atRate(rate, seconds));
            System.out.println("  cores: " + shares.text());
        }
        client.saturated(WARM_UP_SECONDS);
        shares.begin();
        print(name, 0, client.saturated(fullSeconds));
        System.out.println("  cores: " + shares.text());
    }

    /** Nothing is sent and nobody polls: what the node's threads take by themselves. */
    private static double idleCores() {
        long processor = Processor.nanos();
        long end = System.nanoTime() + IDLE_SECONDS * 1_000_000_000L;
        SleepingMillisIdleStrategy idle = new SleepingMillisIdleStrategy(100);
        while (System.nanoTime() - end < 0) {
            idle.idle();
        }
        return (Processor.nanos() - processor) / 1e9 / IDLE_SECONDS;
    }

    private static void print(String name, long rate, LoadClient.Result result) {
        Histogram latencies = result.latencies();
        System.out.printf(
                Locale.ROOT,
                "%-22s %9s %9d %9.0f %8.0f %8.0f %8.0f %8.0f %8.0f %6.2f %d%n",
                name,
                rate == 0 ? "full" : String.valueOf(rate),
                result.sent(),
                result.answered() / result.seconds(),
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                latencies.getValueAtPercentile(99.9) / 1e3,
                latencies.getValueAtPercentile(99.99) / 1e3,
                latencies.getMaxValue() / 1e3,
                result.processorSeconds() / result.seconds(),
                result.unknown());
    }

    private static String text(List<String> words, String option, String fallback) {
        int at = words.indexOf(option);
        return at < 0 ? fallback : words.get(at + 1);
    }
}
