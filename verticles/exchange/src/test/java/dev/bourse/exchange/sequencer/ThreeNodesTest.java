package dev.bourse.exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.client.ClientOptions;
import dev.bourse.exchange.message.MessageText;
import dev.bourse.exchange.output.OutputReader;
import dev.bourse.exchange.output.OutputSource;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.IoUtil;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Three nodes, each a process: C4, E3, E9. */
class ThreeNodesTest {
    private static final Logger LOG = LoggerFactory.getLogger(ThreeNodesTest.class);
    private static final int NODES = 3;
    private static final int KILLS = 2;
    private static final int ORDERS_A_KILL = 4_000;

    @TempDir
    Path directory;

    private final NodeProcess[] nodes = new NodeProcess[NODES];
    private final TestMarket market = new TestMarket();
    private final List<byte[]> sent = new ArrayList<>();
    private final MessageText text = new MessageText();
    private final List<String> ends = new ArrayList<>();
    private int killed = -1;
    private int port;

    @BeforeEach
    void startNodes() throws Exception {
        port = NodeUnderTest.freePorts(NODES * Ports.OF_A_NODE);
        for (int node = 0; node < NODES; node++) {
            start(node);
        }
    }

    @AfterEach
    void endNodes() throws Exception {
        for (int node = 0; node < NODES; node++) {
            nodes[node].kill();
            IoUtil.delete(
                    NodeUnderTest.options(directory, node, NODES, port)
                            .driverDirectory()
                            .toFile(),
                    true);
        }
    }

    @Test
    @Timeout(180)
    @DisplayName(
            "With the leader killed again and again under load, each order is there once, a reader of outputs loses"
                    + " and doubles nothing, and all nodes have the same state")
    void survivesTheDeathOfLeaders() throws Exception {
        NodeOptions options = NodeUnderTest.options(directory, 0, NODES, port);
        try (MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
                        .aeronDirectoryName(directory.resolve("driver").toString())
                        .threadingMode(ThreadingMode.SHARED)
                        .sharedIdleStrategy(new BackoffIdleStrategy())
                        .dirDeleteOnStart(true));
                TestClient client = new TestClient(driver.aeronDirectoryName(), patient(options));
                OutputReader reader = new OutputReader(client.aeron, options.outputSources("127.0.0.1"), 1, 2_500)) {
            List<String> read = new ArrayList<>();
            send(client, reader, read, market.opening());
            client.awaitAnswers();
            for (int kill = 0; kill < KILLS; kill++) {
                loadAndKillTheLeader(client, reader, read);
            }
            send(client, reader, read, List.of(market.markSnapshot(2)));
            client.awaitAnswers();
            long last = numberOf(client.answer(market.lastCorrelationId()).get(0));
            client.await("outputs up to " + last + ", " + reader.state(), () -> {
                poll(reader, read);
                return reader.next() > last;
            });

            assertThat(ends).isEmpty();
            assertThat(client.unknown).isEmpty();
            assertThat(client.doubled).isEmpty();
            assertThat(client.answers).hasSize(sent.size());
            assertThat(read).isEqualTo(Replayed.outputs(sent, read));
            for (int node = 0; node < NODES; node++) {
                OutputSource source =
                        OutputSource.of("127.0.0.1", options.ports().archivePort(node), "127.0.0.1");
                assertThat(outputs(client, source, last, nodes[node]))
                        .as("node " + node)
                        .isEqualTo(read);
            }
            LOG.warn("{} answers repeated, {} changes of the reader's node", client.repeated(), reader.changes());
        }
    }

    private static List<String> outputs(TestClient client, OutputSource source, long last, NodeProcess node)
            throws Exception {
        try {
            return client.outputs(List.of(source), 1, last);
        } catch (AssertionError missing) {
            String about = "; alive: " + node.isAlive() + "; log: " + node.log();
            throw new AssertionError(missing.getMessage() + about, missing);
        }
    }

    /** Half of the orders, a kill, the others; in between a snapshot is asked for. */
    private void loadAndKillTheLeader(TestClient client, OutputReader reader, List<String> read) throws Exception {
        List<byte[]> load = market.orders(ORDERS_A_KILL);
        send(client, reader, read, load.subList(0, ORDERS_A_KILL / 4));
        send(client, reader, read, List.of(market.markSnapshot(1)));
        send(client, reader, read, load.subList(ORDERS_A_KILL / 4, ORDERS_A_KILL / 2));
        client.await("a leader", () -> client.session.leader() >= 0);
        killed = client.session.leader();
        nodes[killed].kill();
        long began = System.nanoTime();
        int answered = client.answers.size();
        int underWay = client.session.unanswered();
        send(client, reader, read, load.subList(ORDERS_A_KILL / 2, ORDERS_A_KILL));
        client.await("answers after the kill", () -> {
            poll(reader, read);
            return client.answers.size() > answered + underWay;
        });
        LOG.warn(
                "leader {} killed with {} commands under way: answered again after {} ms",
                killed,
                underWay,
                (System.nanoTime() - began) / 1_000_000);
        client.awaitAnswers();
    }

    /** A machine that is busy with other things may take long to elect a leader; nothing is given up meanwhile. */
    private static ClientOptions patient(NodeOptions options) {
        return new ClientOptions(
                options.ingressEndpoints(), "127.0.0.1", 4_096, 1_344, Duration.ofMinutes(2), Duration.ofMillis(50));
    }

    /** As a supervisor does it: a node that was killed starts again; so does one that has ended, which is a fault. */
    private void startWhatEnded() {
        for (int node = 0; node < NODES; node++) {
            if (!nodes[node].isAlive()) {
                try {
                    if (node != killed) {
                        ends.add("node " + node + ": " + nodes[node].reason());
                    }
                    killed = -1;
                    start(node);
                } catch (IOException unstartable) {
                    throw new UncheckedIOException(unstartable);
                }
            }
        }
    }

    private void send(TestClient client, OutputReader reader, List<String> read, List<byte[]> commands) {
        for (byte[] command : commands) {
            sent.add(command);
            client.send(command);
            client.session.poll();
            poll(reader, read);
        }
    }

    private void start(int node) throws IOException {
        nodes[node] = NodeProcess.start(directory, node, NODES, port);
    }

    private void poll(OutputReader reader, List<String> read) {
        startWhatEnded();
        reader.poll((number, buffer, offset, length) -> read.add(text.text(buffer, offset)));
    }

    private static long numberOf(String output) {
        return Long.parseLong(output.replaceFirst(".* outputNumber=(\\d+) .*", "$1"));
    }
}
