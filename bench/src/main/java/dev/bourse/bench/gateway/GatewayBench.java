package dev.bourse.bench.gateway;

import dev.bourse.bench.gateway.Requests.Trader;
import dev.bourse.bench.process.ChildJvm;
import dev.bourse.shared.access.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.agrona.IoUtil;

/**
 * Orders a second and latency by REST and by WebSocket, each beside a null handler of the same stack, with the server
 * in a process of its own.
 *
 * <p>{@code gateway [--seconds N] [--rates A,B] [--connections N] [--only KIND] [--ways rest,signed,socket] [--port
 * N]}; {@code gateway attack ...}: {@link AttackBench}; see the README of bench.
 */
public final class GatewayBench {
    /** Requests of all traders may come from one address, and many of each. */
    private static final List<String> UNLIMITED = List.of(
            "gateway.address-rate=10000000",
            "gateway.caller-rate=10000000",
            "gateway.max-nonces=20000000",
            "gateway.access-lifetime=1h");

    static final int SYMBOLS = 10;
    static final String HEAP = "1g";
    private static final double WARM_UP_SECONDS = 4;
    private static final int TOKEN_BYTES = 200;

    private final double seconds;
    private final List<Double> rates;
    private final int connections;
    private final List<Way> ways;
    private final int exchangePort;

    /** How orders come. */
    enum Way {
        /** By REST with a session's token. */
        REST,
        /** By REST, signed with a key. */
        SIGNED,
        /** By WebSocket. */
        SOCKET
    }

    private GatewayBench(List<String> words) {
        seconds = Double.parseDouble(text(words, "--seconds", "10"));
        rates = Arrays.stream(text(words, "--rates", "500,2000").split(","))
                .map(Double::parseDouble)
                .toList();
        connections = Integer.parseInt(text(words, "--connections", "32"));
        ways = Arrays.stream(text(words, "--ways", "rest,signed,socket").split(","))
                .map(way -> Way.valueOf(way.toUpperCase(Locale.ROOT)))
                .toList();
        exchangePort = Integer.parseInt(text(words, "--port", "19800"));
    }

    /** Runs the measurements and prints them. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(arguments);
        if (words.contains("attack")) {
            AttackBench.run(words);
            return;
        }
        GatewayBench bench = new GatewayBench(words);
        System.out.printf(
                Locale.ROOT,
                "%-19s %-7s %8s %9s %8s %8s %8s %8s %8s %9s %s%n",
                "server",
                "orders",
                "rate/s",
                "answers/s",
                "p50 us",
                "p99",
                "p99.9",
                "p99.99",
                "max",
                "cpu us",
                "not done");
        String only = text(words, "--only", "").toUpperCase(Locale.ROOT);
        for (ServerKind kind : ServerKind.values()) {
            if (only.isEmpty() || Arrays.asList(only.split(",")).contains(kind.name())) {
                bench.measure(kind);
            }
        }
    }

    static String text(List<String> words, String option, String fallback) {
        int at = words.indexOf(option);
        return at < 0 ? fallback : words.get(at + 1);
    }

    /** Starts a server and gives it with its port when it listens. */
    static ChildJvm start(ServerKind kind, Path folder, int exchangePort, List<String> settings) {
        List<Object> arguments = new ArrayList<>(List.of(kind.name(), folder, exchangePort));
        arguments.addAll(settings);
        return ChildJvm.start(HEAP, ServerProcess.class, arguments.toArray());
    }

    private void measure(ServerKind kind) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("bourse-bench");
        try (ChildJvm server = start(kind, folder, exchangePort, UNLIMITED)) {
            int port = Integer.parseInt(server.await("ready"));
            List<Trader> traders =
                    kind.isGateway() ? new TradersSetup(port, folder).open(SYMBOLS, connections) : nobodies();
            for (Way way : ways) {
                // A null handler looks at no credentials, so there is nothing to compare.
                if (kind.isGateway() || way != Way.SIGNED) {
                    measure(kind, way, server, port, traders);
                }
            }
        } finally {
            IoUtil.delete(folder.toFile(), true);
        }
    }

    private void measure(ServerKind kind, Way way, ChildJvm server, int port, List<Trader> traders) throws IOException {
        try (OpenLoop loop = new OpenLoop(connect(way, port, traders))) {
            loop.full(WARM_UP_SECONDS);
            for (double rate : rates) {
                long before = server.cpuNanos();
                OpenLoop.Result result = loop.atRate(rate, seconds);
                print(kind, way, String.format(Locale.ROOT, "%.0f", rate), result, server.cpuNanos() - before);
            }
            long before = server.cpuNanos();
            OpenLoop.Result result = loop.full(seconds);
            print(kind, way, "full", result, server.cpuNanos() - before);
        }
    }

    private List<Connection> connect(Way way, int port, List<Trader> traders) throws IOException {
        List<Connection> made = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Requests requests = new Requests(traders.get(i), way == Way.SIGNED, i % 2 == 0, SYMBOLS);
            made.add(
                    way == Way.SOCKET
                            ? new SocketConnection("", port, requests)
                            : new RestConnection("", port, requests));
        }
        return made;
    }

    private List<Trader> nobodies() {
        Trader nobody = new Trader("x".repeat(TOKEN_BYTES), "key", Secret.of(new byte[32]));
        return Collections.nCopies(connections, nobody);
    }

    private static void print(ServerKind kind, Way way, String rate, OpenLoop.Result result, long cpuNanos) {
        Histogram latencies = result.latencies();
        long answers = result.done() + result.limited() + result.otherwise();
        System.out.printf(
                Locale.ROOT,
                "%-19s %-7s %8s %9.0f %8.0f %8.0f %8.0f %8.0f %8.0f %9.1f %s%n",
                kind.words(),
                way.name().toLowerCase(Locale.ROOT),
                rate,
                answers / result.seconds(),
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                latencies.getValueAtPercentile(99.9) / 1e3,
                latencies.getValueAtPercentile(99.99) / 1e3,
                latencies.getMaxValue() / 1e3,
                cpuNanos / 1e3 / Math.max(1, answers),
                result.limited() + result.otherwise() == 0
                        ? "0"
                        : result.limited() + " limited, " + result.otherwise() + " with " + result.oddStatus());
    }
}
