package dev.bourse.bench.sequencer;

import dev.bourse.exchange.client.ClientOptions;
import dev.bourse.exchange.sequencer.NodeOptions;
import dev.bourse.exchange.sequencer.SequencerNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * How long a node takes to serve again that has so many commands in its journal and no snapshot of them: from the start
 * until it leads, has applied all of them, and answers a client.
 */
final class RestartBench {
    private static final int INSTRUMENTS = 100;
    private static final int ACCOUNTS = 1_000;

    private RestartBench() {}

    static void run(long commands, int port, int syncLevel) throws IOException {
        Path directory = Files.createTempDirectory("bourse-bench");
        NodeOptions options = NodeOptions.local(directory.resolve("node"), 0, 1, port)
                .withSyncLevel(syncLevel)
                .withSnapshotInterval(Duration.ZERO);
        try {
            long began = System.nanoTime();
            long last = fill(options, commands);
            System.out.printf(
                    Locale.ROOT,
                    "%d commands written in %.1f s; %d MB of journal and outputs, no snapshot%n",
                    last,
                    seconds(began),
                    megabytes(directory));
            restart(options, last);
        } finally {
            IoUtil.delete(directory.toFile(), true);
        }
    }

    private static long fill(NodeOptions options, long commands) {
        try (SequencerNode node = BenchNode.start(BenchNode.Kind.EXCHANGE, options);
                LoadClient client = client(node)) {
            client.setUp();
            client.send(commands);
            return node.counts().commandNumber();
        }
    }

    private static void restart(NodeOptions options, long last) {
        SleepingMillisIdleStrategy idle = new SleepingMillisIdleStrategy(1);
        long began = System.nanoTime();
        try (SequencerNode node = BenchNode.start(BenchNode.Kind.EXCHANGE, options)) {
            while (!node.isServing() || node.counts().commandNumber() < last) {
                idle.idle();
            }
            double serving = seconds(began);
            try (LoadClient client = client(node)) {
                client.setUp();
            }
            System.out.printf(
                    Locale.ROOT,
                    "restart: led, with all commands applied, after %.1f s (%.0f commands/s); had answered a new client"
                            + " after %.1f s%n",
                    serving,
                    last / serving,
                    seconds(began));
        }
    }

    private static LoadClient client(SequencerNode node) {
        return new LoadClient(node.driverDirectory(), ClientOptions.local(), new OrderFlow(INSTRUMENTS, ACCOUNTS), 1);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static long megabytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    >> 20;
        }
    }
}
