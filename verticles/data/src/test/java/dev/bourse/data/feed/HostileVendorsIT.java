package dev.bourse.data.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.data.record.Verdict;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.instrument.InstrumentDraft;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bad input through real sockets. */
@DisplayName("A1: what a vendor does wrong is answered, counted, and harms nobody else")
final class HostileVendorsIT {
    private static final int HUGE = 100 << 20;
    private static final TestNode test = TestNode.alone();

    private final FeedRun run = new FeedRun(test);

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

    /** A client that writes, and reads line by line. */
    private record Client(Socket socket, BufferedReader answers) implements AutoCloseable {
        static Client of(int port) throws IOException {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            return new Client(
                    socket,
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)));
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        void send(byte[] part, long times) throws IOException {
            for (long sent = 0; sent < times; sent++) {
                socket.getOutputStream().write(part);
            }
        }

        List<String> lines(int count) throws IOException {
            String[] lines = new String[count];
            for (int index = 0; index < count; index++) {
                lines[index] = answers.readLine();
            }
            return Arrays.asList(lines);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static byte[] part() {
        byte[] part = new byte[1 << 16];
        Arrays.fill(part, (byte) '1');
        return part;
    }

    @Test
    @DisplayName(
            "TCP: a line of 100 MB is refused as soon as it is over the limit, others are served meanwhile, and the"
                    + " next line is read")
    void hugeLine() throws Exception {
        int port = run.tcp(Map.of("data.tcp.line-timeout", "10m"), false);
        byte[] part = part();
        try (Client huge = Client.of(port);
                Client other = Client.of(port)) {
            huge.send("HELLO huge\nT 1 1000 ABC ");
            assertThat(huge.lines(2)).containsExactly("WELCOME 0", "ACK 0");
            huge.send(part, 1);
            assertThat(huge.lines(1)).containsExactly("ERROR too_long a line has at most 256 bytes");

            huge.send(part, HUGE / part.length / 2);
            other.send("HELLO other\nT 1 1000 ABC 1.5 10\nBYE\n");
            assertThat(other.lines(3)).containsExactly("WELCOME 0", "ACK 1", "BYE");
            huge.send(part, HUGE / part.length / 2);

            huge.send("\nT 1 1001 ABC 1.6 10\nBYE\n");
            assertThat(huge.lines(3)).containsExactly("ACK 1", "BYE", null);
        }
        assertThat(run.ticks()).containsExactly("ABC 1000000 150 10", "ABC 1001000 160 10");
        assertThat(run.feed().report().rejected()).isEqualTo(Map.of(Verdict.TOO_LONG, 1L));
        assertThat(run.feed().report().newestRejections().getFirst().excerpt()).hasSizeLessThanOrEqualTo(120);
    }

    @Test
    @DisplayName(
            "TCP: truncated lines, negative prices, wrong numbers and unknown symbols are each told with their reason")
    void badLines() throws Exception {
        int port = run.tcp(Map.of(), false);
        try (Client client = Client.of(port)) {
            client.send("HELLO acme\n");
            assertThat(client.lines(2)).containsExactly("WELCOME 0", "ACK 0");
            client.send("""
                T 1 1000 ABC
                T 1 1000 ABC -1.5 10
                T 2 1000 ABC 1.5 -10
                T 3 1000 NONE 1.5 10
                T 4 1000 ABC 1.5e3 10
                T 5 yesterday ABC 1.5 10
                T x 1000 ABC 1.5 10
                T 6 1000 ABC 1.505 10
                T 7 1000 ^INDEX 1.5 10
                T 8 1000 ABC 1.5 10
                T 9 1000 AB\
                """);
            // What comes is dealt with as it comes, so there may be acknowledgements in between.
            client.socket().shutdownOutput();
            assertThat(client.answers().lines().filter(line -> !line.startsWith("ACK")))
                    .containsExactly(
                            "ERROR truncated a tick is: T sequence time symbol price size",
                            "REJECT 1 price_range",
                            "REJECT 2 size_range",
                            "REJECT 3 unknown_symbol",
                            "REJECT 4 price",
                            "REJECT 5 time",
                            "ERROR sequence 'x' is no whole number above 0",
                            "REJECT 6 price_scale",
                            "REJECT 7 symbol");
        }
        assertThat(run.ticks()).containsExactly("ABC 1000000 150 10");
        assertThat(run.feed().report().rejections()).isEqualTo(9);
    }

    @Test
    @DisplayName("HTTP: a body of 100 MB is refused by its head alone; one without a length as soon as it is over the"
            + " limit, and the rest of it is not read")
    void hugeBody() throws Exception {
        int port = run.http(Map.of("data.http.most-bytes", "65536"));
        String head = "POST /v1/ticks HTTP/1.1\r\nHost: x\r\n";
        try (Client said = Client.of(port)) {
            said.send(head + "Content-Length: " + HUGE + "\r\n\r\n");
            assertThat(said.lines(1)).containsExactly("HTTP/1.1 413 Request Entity Too Large");
        }
        byte[] part = part();
        try (Client chunked = Client.of(port)) {
            chunked.send(head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(HUGE) + "\r\n");
            chunked.send(part, 1);
            chunked.send("1");
            assertThat(chunked.lines(1)).containsExactly("HTTP/1.1 413 Request Entity Too Large");
            assertThatThrownBy(() -> chunked.send(part, HUGE / part.length)).isInstanceOf(SocketException.class);
        }
        assertThat(run.ticks()).isEmpty();
        assertThat(run.feed().report().records()).isZero();
        assertThat(post(port, "{\"timestamp\":1000,\"symbol\":\"ABC\",\"price\":1.5,\"size\":10}\n")
                        .getInteger("accepted"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("HTTP: each bad line of a body is named with its reason, and the right ones are taken")
    void badBody() throws Exception {
        int port = run.http(Map.of());
        JsonObject answer = post(port, """
            {"timestamp":1000,"symbol":"ABC","price":-1.5,"size":10}
            {"timestamp":1000,"symbol":"NONE","price":1.5,"size":10}
            {"timestamp":1000,"symbol":"ABC","price":1.5,"size":-10}
            {"timestamp":"noon","symbol":"ABC","price":1.5,"size":10}
            {"timestamp":1000,"symbol":"ABC"}
            not json
            {"timestamp":1000,"symbol":"ABC","price":1.5,"size":10}
            {"timestamp":1000,"sym\
            """);

        assertThat(answer.getJsonArray("faults").stream()
                        .map(JsonObject.class::cast)
                        .map(fault -> fault.getInteger("line") + " " + fault.getString("reason")))
                .containsExactly(
                        "1 price_range",
                        "2 unknown_symbol",
                        "3 size_range",
                        "4 time",
                        "5 truncated",
                        "6 malformed",
                        "8 truncated");
        assertThat(run.ticks()).containsExactly("ABC 1000000 150 10");
    }

    private static JsonObject post(int port, String body) throws IOException {
        try (Client client = Client.of(port)) {
            client.send("POST /v1/ticks HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
            String answer = client.answers().lines().reduce("", (all, line) -> all + line);
            return new JsonObject(answer.substring(answer.indexOf('{')));
        }
    }
}
