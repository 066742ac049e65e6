package dev.bourse.data.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.data.record.Verdict;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.instrument.InstrumentDraft;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The feeds of live vendors, through real sockets. */
@DisplayName("A1: live feeds take what is right, refuse what is wrong, and outlast hostile vendors")
final class LiveFeedsIT {
    private static final TestNode test = TestNode.alone();

    private final FeedRun run = new FeedRun(test);
    private final List<String> ticks = run.ticks();
    private final AtomicBoolean room = run.room();

    @BeforeAll
    static void start() {
        TestNode.await(test.node().instruments().add(new InstrumentDraft("ABC", 2, 0, 1, 1, 0)));
    }

    @AfterAll
    static void end() {
        test.close();
    }

    @AfterEach
    void stop() {
        run.stop();
    }

    private HttpResponse<String> post(int port, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/ticks"))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Sends all, and reads to the end of the connection. */
    private static String talk(Socket socket, String text) throws IOException {
        write(socket, text);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static void trickle(Socket socket) {
        try {
            write(socket, "T");
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    @DisplayName("TCP: a vendor that comes again goes on after the last acknowledged tick")
    void tcpResumes() throws Exception {
        int port = run.tcp(Map.of(), false);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(talk(socket, "HELLO acme\nT 1 1000 ABC 1.5 10\nBYE\n"))
                    .startsWith("WELCOME 0\n")
                    .endsWith("BYE\n");
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(talk(socket, "HELLO acme\nT 1 1000 ABC 1.5 10\nT 2 1001 ABC 1.6 10\nPING\nBYE\n"))
                    .startsWith("WELCOME 1\n");
        }
        assertThat(ticks).containsExactly("ABC 1000000 150 10", "ABC 1001000 160 10");
        assertThat(run.feed().report().notTicks()).isEqualTo(Map.of(Verdict.REPEATED, 1L));
    }

    @Test
    @DisplayName("TCP: a client that lets a line trickle in is ended, and others are served")
    void slowLoris() throws Exception {
        int port = run.tcp(Map.of("data.tcp.line-timeout", "200ms"), false);
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), port);
                ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor()) {
            write(slow, "HELLO slow\n");
            // A write fails once the other side has ended the connection, which ends the trickle.
            ScheduledFuture<?> trickle = pace.scheduleAtFixedRate(() -> trickle(slow), 0, 20, TimeUnit.MILLISECONDS);
            assertThat(new String(slow.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .contains("ERROR line_timeout");
            assertThat(new String(silent.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("ERROR line_timeout");
            assertThatThrownBy(trickle::get).hasCauseInstanceOf(UncheckedIOException.class);
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            talk(socket, "HELLO acme\nT 1 1000 ABC 1.5 10\nBYE\n");
        }
        assertThat(ticks).containsExactly("ABC 1000000 150 10");
    }

    @Test
    @DisplayName("TCP: a vendor is not read from while there is no room, and loses nothing")
    void backPressure() throws Exception {
        int port = run.tcp(Map.of(), false);
        room.set(false);
        StringBuilder lines = new StringBuilder("HELLO acme\n");
        for (int sequence = 1; sequence <= 50_000; sequence++) {
            lines.append("T ")
                    .append(sequence)
                    .append(" 1000 ABC 1.5 ")
                    .append(sequence)
                    .append('\n');
        }
        lines.append("BYE\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread writer = Thread.startVirtualThread(() -> {
                try {
                    write(socket, lines.toString());
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            });
            assertThat(new String(socket.getInputStream().readNBytes(10), StandardCharsets.US_ASCII))
                    .isEqualTo("WELCOME 0\n");
            assertThat(run.feed().report().accepted()).isZero();
            room.set(true);
            run.resume();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .contains("ACK ")
                    .endsWith("BYE\n");
            writer.join();
        }
        assertThat(ticks).hasSize(50_000);
        assertThat(ticks.getLast()).isEqualTo("ABC 1000000 150 50000");
    }

    @Test
    @DisplayName("TCP: no more connections than allowed; a new symbol is added where it may be")
    void limitsAndSymbols() throws Exception {
        int port = run.tcp(Map.of("data.tcp.connections", "1"), true);
        try (Socket first = new Socket(InetAddress.getLoopbackAddress(), port)) {
            write(first, "HELLO acme\n");
            assertThat(new String(first.getInputStream().readNBytes(10), StandardCharsets.US_ASCII))
                    .isEqualTo("WELCOME 0\n");
            try (Socket second = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(new String(second.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("ERROR connections");
            }
            talk(first, "T 1 1000 FRESH 1.5 10\nT 2 1001 FRESH 1.6 10\nT 3 1001 F%SH 1.6 10\nBYE\n");
        }
        assertThat(ticks).containsExactly("FRESH 1000000 1500000 100000", "FRESH 1001000 1600000 100000");
        assertThat(run.feed().report().rejected()).isEqualTo(Map.of(Verdict.SYMBOL, 1L));
    }

    @Test
    @DisplayName("HTTP: each refused line is named, and a body sent again is taken once")
    void httpLines() throws Exception {
        int port = run.http(Map.of());
        String body = """
            {"sequence":1,"timestamp":1000,"symbol":"ABC","price":"1.50","size":10}
            {"sequence":2,"timestamp":1000,"symbol":"ABC","price":-1.5,"size":10}
            {"sequence":3,"timestamp":1000,"symbol":"NONE","price":1.5,"size":10}

            {"sequence":4,"timestamp":"1970-01-01T00:16:41Z","symbol":"ABC","price":1.6,"size":"20"}
            {"sequence":5,"timest
            """;

        HttpResponse<String> first = post(port, body, "Bourse-Vendor", "acme");
        HttpResponse<String> again = post(port, body, "Bourse-Vendor", "acme");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(first.body())).isEqualTo(new JsonObject("""
            {"lines":6,"accepted":2,"repeated":0,"rejected":3,"lastSequence":4,"faults":[
             {"line":2,"reason":"price_range"},{"line":3,"reason":"unknown_symbol"},
             {"line":6,"reason":"truncated"}]}
            """));
        assertThat(new JsonObject(again.body()).getInteger("repeated")).isEqualTo(4);
        assertThat(ticks).containsExactly("ABC 1000000 150 10", "ABC 1001000 160 20");
    }

    @Test
    @DisplayName("HTTP: a body over the limit is refused with 413, with and without its length said before")
    void httpTooLarge() throws Exception {
        int port = run.http(Map.of("data.http.most-bytes", "1024"));
        String line = "{\"timestamp\":1000,\"symbol\":\"ABC\",\"price\":1.5,\"size\":10}\n";

        assertThat(post(port, line.repeat(100)).statusCode()).isEqualTo(413);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String chunk = "400\r\n" + " ".repeat(1024) + "\r\n";
            write(socket, "POST /v1/ticks HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 413");
        }
        assertThat(ticks).isEmpty();
        assertThat(post(port, line).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("HTTP: without room the answer is 503 with how far it came; a stranger gets 401; a trickle is ended")
    void httpRefusals() throws Exception {
        int port = run.http(Map.of(
                "data.http.room-timeout",
                "50ms",
                "data.http.request-timeout",
                "200ms",
                "data.http.tokens",
                "acme=secret"));
        String line = "{\"timestamp\":1000,\"symbol\":\"ABC\",\"price\":1.5,\"size\":10}\n";
        room.set(false);
        HttpResponse<String> full = post(port, line, "Bourse-Vendor", "acme", "Authorization", "Bearer secret");
        HttpResponse<String> stranger = post(port, line, "Bourse-Vendor", "acme");

        assertThat(full.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(full.body()).getInteger("lines")).isZero();
        assertThat(stranger.statusCode()).isEqualTo(401);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream output = socket.getOutputStream();
            output.write("POST /v1/ti".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    @DisplayName(
            "poll: what did not change is not read again, numbered ticks are taken once, and a failure is outlasted")
    void polls() {
        AtomicInteger calls = new AtomicInteger();
        HttpServer vendor = TestNode.await(test.node()
                .vertx()
                .createHttpServer()
                .requestHandler(request -> serve(request, calls.incrementAndGet()))
                .listen(0, "127.0.0.1"));
        run.start(
                new PollFeed(),
                Map.of(
                        "data.poll.url",
                        "http://127.0.0.1:" + vendor.actualPort() + "/ticks",
                        "data.poll.interval",
                        "10ms",
                        "data.poll.longest-pause",
                        "40ms"),
                false);

        Eventually.equal(true, () -> calls.get() > 6);
        assertThat(ticks).containsExactly("ABC 1000000 150 10", "ABC 1001000 160 10");
        TestNode.await(vendor.close());
    }

    private static void serve(HttpServerRequest request, int call) {
        String first = "{\"sequence\":1,\"timestamp\":1000,\"symbol\":\"ABC\",\"price\":1.5,\"size\":10}\n";
        String second = "{\"sequence\":2,\"timestamp\":1001,\"symbol\":\"ABC\",\"price\":1.6,\"size\":10}\n";
        if (call == 2) {
            request.response().setStatusCode(500).end();
        } else if ("\"v2\"".equals(request.getHeader("if-none-match"))) {
            request.response().setStatusCode(304).end();
        } else {
            String tag = call == 1 ? "\"v1\"" : "\"v2\"";
            request.response().putHeader("etag", tag).end(call == 1 ? first : first + second);
        }
    }
}
