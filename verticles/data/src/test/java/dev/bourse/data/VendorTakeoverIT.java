package dev.bourse.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.TickCollector.Tick;
import dev.bourse.data.feed.HttpFeed;
import dev.bourse.data.feed.TcpFeed;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.cluster.TestNode.TestCluster;
import dev.bourse.shared.config.Settings;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Vendors that talk to one of two data processes in a real cluster, of which one goes; a third reads the log. */
@DisplayName("A1, A7: what a vendor was told is in the log, and what it sends again is there once")
final class VendorTakeoverIT {
    private static final int SYMBOLS = 40;
    private static final int TICKS = 20_000;

    private final TestCluster cluster = TestNode.cluster().with("cluster.partitions", "16");

    private static DataOptions run(TestNode node, String feed) {
        Settings settings = Settings.of(Map.of("data.feed", feed, "data." + feed + ".address", "127.0.0.1:0"));
        DataOptions options = DataOptions.from(settings);
        assertThat(settings.faults()).isEmpty();
        TestNode.await(node.node().vertx().deployVerticle(new DataVerticle(node.node(), options)));
        return options;
    }

    private static int tcpPort(DataOptions options) {
        return ((TcpFeed) options.feeds().getFirst()).port();
    }

    private static void awaitSafe(TestNode node) {
        Eventually.equal(
                true, () -> node.node().hazelcast().getPartitionService().isClusterSafe());
    }

    private static void awaitPartitions(TestNode... nodes) {
        Eventually.equal(
                16,
                () -> List.of(nodes).stream()
                        .mapToInt(node ->
                                node.node().ownership().held(DataGroup.NAME).size())
                        .sum());
    }

    /** A vendor that numbers its ticks, and sends again what was not acknowledged. */
    private static final class Acme {
        private long acknowledged;

        /** Sends all that is not acknowledged, until that much is or the connection breaks. */
        void talk(int port, long until) throws IOException {
            talk(port, until, () -> {});
        }

        /** As {@link #talk(int, long)}; runs {@code midway}, once, when something was acknowledged. */
        void talk(int port, long until, Runnable midway) throws IOException {
            boolean before = true;
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                    BufferedReader answers = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                write(socket, "HELLO acme\n");
                long welcome = number(answers.readLine());
                assertThat(welcome).isGreaterThanOrEqualTo(acknowledged);
                send(socket, welcome + 1);
                String line;
                while (acknowledged < until && (line = answers.readLine()) != null) {
                    assertThat(line).matches("(ACK|GAP) \\d+");
                    if (line.startsWith("ACK")) {
                        acknowledged = Math.max(acknowledged, number(line));
                    }
                    if (before && acknowledged > 0) {
                        before = false;
                        midway.run();
                    }
                }
            }
        }

        long acknowledged() {
            return acknowledged;
        }

        private static void send(Socket socket, long from) {
            Thread.startVirtualThread(() -> {
                StringBuilder lines = new StringBuilder();
                try {
                    for (long sequence = from; sequence <= TICKS; sequence++) {
                        lines.append("T %d %d S%d %d 1\n"
                                .formatted(sequence, 1_700_000_000_000L + sequence, sequence % SYMBOLS, sequence));
                        if (lines.length() > 8_192 || sequence == TICKS) {
                            write(socket, lines.toString());
                            lines.setLength(0);
                        }
                    }
                } catch (IOException ended) {
                    // The process is gone: what it has not acknowledged is sent again to another one.
                }
            });
        }

        private static void write(Socket socket, String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        private static long number(String line) {
            return Long.parseLong(line.substring(line.indexOf(' ') + 1));
        }
    }

    private static void assertComplete(LogReader log) {
        Eventually.equal(TICKS, log::count);
        List<Tick> all = log.ticks();
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            String name = "S" + symbol;
            List<Tick> expected = new ArrayList<>();
            for (long sequence = symbol == 0 ? SYMBOLS : symbol; sequence <= TICKS; sequence += SYMBOLS) {
                expected.add(new Tick(
                        name, expected.size() + 1, 1_700_000_000_000L + sequence, sequence * 1_000_000L, 10_000));
            }
            assertThat(all.stream().filter(tick -> tick.symbol().equals(name))).containsExactlyElementsOf(expected);
        }
        log.assertOrdered();
    }

    @Test
    @DisplayName("TCP: the process that owns half of the partitions is killed while a vendor talks to the other one")
    void ownerKilled() throws Exception {
        try (TestNode reader = cluster.start("web");
                TestNode door = cluster.start("data");
                TestNode owner = cluster.start("data")) {
            awaitSafe(reader);
            int port = tcpPort(run(door, "tcp"));
            run(owner, "tcp");
            awaitPartitions(door, owner);
            LogReader log = new LogReader(reader.node());
            Acme acme = new Acme();
            acme.talk(port, TICKS, () -> {
                awaitSafe(reader);
                owner.kill();
            });

            assertThat(acme.acknowledged()).isEqualTo(TICKS);
            assertComplete(log);
        }
    }

    @Test
    @DisplayName("TCP: the process that a vendor talks to is killed, and the other one knows where it goes on")
    void doorKilled() throws Exception {
        try (TestNode reader = cluster.start("web");
                TestNode door = cluster.start("data");
                TestNode other = cluster.start("data")) {
            awaitSafe(reader);
            int port = tcpPort(run(door, "tcp"));
            int second = tcpPort(run(other, "tcp"));
            awaitPartitions(door, other);
            LogReader log = new LogReader(reader.node());
            Acme acme = new Acme();
            acme.talk(port, TICKS / 10);
            awaitSafe(reader);
            door.kill();
            acme.talk(second, TICKS);

            assertThat(acme.acknowledged()).isEqualTo(TICKS);
            assertComplete(log);
        }
    }

    @Test
    @DisplayName(
            "HTTP: 200 means in the log, also of partitions that another process owns; a body sent again to another"
                    + " process is taken once")
    void posts() throws Exception {
        try (TestNode first = cluster.start("data");
                TestNode second = cluster.start("data")) {
            int port = ((HttpFeed) run(first, "http").feeds().getFirst()).port();
            int other = ((HttpFeed) run(second, "http").feeds().getFirst()).port();
            awaitPartitions(first, second);
            LogReader log = new LogReader(first.node());
            StringBuilder numbered = new StringBuilder();
            StringBuilder plain = new StringBuilder();
            for (int line = 1; line <= 100; line++) {
                String tick = "\"timestamp\":%d,\"symbol\":\"S%d\",\"price\":%d,\"size\":1}\n"
                        .formatted(1_700_000_000_000L + line, line % SYMBOLS, line);
                numbered.append("{\"sequence\":").append(line).append(',').append(tick);
                plain.append('{').append(tick);
            }

            assertThat(post(port, numbered.toString()).getInteger("accepted")).isEqualTo(100);
            assertThat(log.count()).isEqualTo(100);
            assertThat(post(other, numbered.toString()).getInteger("repeated")).isEqualTo(100);
            assertThat(log.count()).isEqualTo(100);
            assertThat(post(other, plain.toString()).getInteger("accepted")).isEqualTo(100);
            assertThat(log.count()).isEqualTo(200);
        }
    }

    private static JsonObject post(int port, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/ticks"))
                            .header("Bourse-Vendor", "acme")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return new JsonObject(response.body());
        }
    }
}
