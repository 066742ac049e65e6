package dev.bourse.gateway;

import static dev.bourse.gateway.TestGateway.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.gateway.TestGateway.Answer;
import dev.bourse.gateway.TestGateway.ApiKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E10: what an attacker tries, over the wire. */
class SecurityIT {
    @TempDir
    Path folder;

    @Test
    void aSignedRequestThatIsReplayedExpiredOrForgedIsRefused() throws Exception {
        try (TestGateway gateway = TestGateway.start(folder, Map.of())) {
            ApiKey key = gateway.key(gateway.operator());
            Map<String, String> signed = gateway.signature(key, "GET", "/v1/users", "");
            expect(200, gateway.call("GET", "/v1/users", signed, ""));
            assertThat(gateway.call("GET", "/v1/users", signed, "").field()).isEqualTo("Bourse-Nonce");
            Map<String, String> old = gateway.signature(key, "GET", "/v1/users", "");
            gateway.nowNanos.addAndGet(11_000_000_000L);
            assertThat(gateway.call("GET", "/v1/users", old, "").field()).isEqualTo("Bourse-Timestamp");
            Map<String, String> other = gateway.signature(key, "GET", "/v1/key", "");
            assertThat(gateway.call("GET", "/v1/users", other, "").field()).isEqualTo("Bourse-Signature");
            Map<String, String> half = new HashMap<>(gateway.signature(key, "GET", "/v1/users", ""));
            half.remove("Bourse-Nonce");
            assertThat(gateway.call("GET", "/v1/users", half, "").status()).isEqualTo(401);
            String body = new JsonObject().put("label", "a").encode();
            Map<String, String> ofBody = gateway.signature(key, "POST", "/v1/key", body);
            assertThat(gateway.call("POST", "/v1/key", ofBody, body.replace("\"a\"", "\"b\""))
                            .field())
                    .isEqualTo("Bourse-Signature");
        }
    }

    @Test
    void whatIsTooLargeOrNoJsonIsRefusedAndOthersAreServed() throws Exception {
        try (TestGateway gateway = TestGateway.start(folder, Map.of("gateway.max-body", "1024"))) {
            Answer large = gateway.call("POST", "/v1/session", Map.of(), "x".repeat(2_000));
            assertThat(large.status()).isEqualTo(413);
            assertThat(large.code()).isEqualTo("body-too-large");
            for (String malformed : List.of(
                    "{",
                    "[]",
                    "{\"user\":\"a\",\"user\":\"b\",\"password\":\"c\"}",
                    "{\"user\":" + "[".repeat(200) + "]".repeat(200) + "}",
                    "{\"user\":" + "9".repeat(400) + "}",
                    "{\"user\":\"a\"} x",
                    "\u0000",
                    "{\"user\":NaN}",
                    "nothing")) {
                Answer answer = gateway.call("POST", "/v1/session", Map.of(), malformed);
                assertThat(answer.status()).as(malformed).isEqualTo(400);
                assertThat(answer.json().getString("code")).isEqualTo("malformed-body");
            }
            assertThat(raw(gateway, "GET /v1/instruments HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(10_000) + "\r\n\r\n"))
                    .matches("(?s)HTTP/1\\.[01] 4.*");
            assertThat(raw(gateway, "GET /" + "y".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .matches("(?s)HTTP/1\\.[01] 4.*");
            assertThat(raw(gateway, "NONSENSE\r\n\r\n")).matches("(?s)HTTP/1\\.[01] 4.*");
            expect(200, gateway.call("GET", "/v1/instruments", Map.of(), ""));
        }
    }

    @Test
    void connectionsBeyondTheLimitOfAnAddressAreClosedAndTheOthersServed() throws Exception {
        try (TestGateway gateway = TestGateway.start(folder, Map.of("gateway.max-connections-of-address", "50"))) {
            expect(200, gateway.call("GET", "/v1/instruments", Map.of(), ""));
            List<Socket> idle = new ArrayList<>();
            for (int i = 0; i < 49; i++) {
                idle.add(connect(gateway));
            }
            try (Socket tooMany = connect(gateway)) {
                assertThat(tooMany.getInputStream().read())
                        .as("closed by the gateway")
                        .isEqualTo(-1);
            }
            expect(200, gateway.call("GET", "/v1/instruments", Map.of(), ""));
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void aConnectionThatSendsItsHeadersDropByDropIsClosed() throws Exception {
        try (TestGateway gateway = TestGateway.start(folder, Map.of("gateway.head-timeout", "10s"))) {
            try (Socket slow = connect(gateway)) {
                slow.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
                expect(200, gateway.call("GET", "/v1/instruments", Map.of(), ""));
                gateway.nowNanos.addAndGet(9_000_000_000L);
                slow.getOutputStream().write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
                gateway.nowNanos.addAndGet(2_000_000_000L);
                assertThat(slow.getInputStream().read())
                        .as("closed by the gateway")
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void aFloodOfOneKeyIsRefusedWithATimeToWaitWhileAnotherIsServed() throws Exception {
        try (TestGateway gateway = TestGateway.start(folder, Map.of("gateway.caller-rate", "5"))) {
            String operator = gateway.operator();
            ApiKey flooder = gateway.key(operator);
            ApiKey other = gateway.key(operator);
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                statuses.add(gateway.signed(flooder, "GET", "/v1/users", null).status());
            }
            assertThat(statuses.subList(0, 10)).containsOnly(200);
            assertThat(statuses.subList(10, 30)).containsOnly(429);
            Answer refused = gateway.signed(flooder, "GET", "/v1/users", null);
            assertThat(refused.code()).isEqualTo("rate-limited");
            assertThat(refused.headers().get("retry-after")).isEqualTo("1");
            expect(200, gateway.signed(other, "GET", "/v1/users", null));
            gateway.nowNanos.addAndGet(1_000_000_000L);
            expect(200, gateway.signed(flooder, "GET", "/v1/users", null));
        }
    }

    @Test
    void aFloodOfOneAddressIsRefusedWhileAnotherBehindTheSameProxyIsServed() throws Exception {
        try (TestGateway gateway = TestGateway.start(
                folder,
                Map.of(
                        "gateway.address-rate", "5",
                        "gateway.trusted-proxies", "127.0.0.0/8",
                        "gateway.block", "203.0.113.66"))) {
            Map<String, String> flooder = Map.of("X-Forwarded-For", "198.51.100.1, 203.0.113.7");
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                statuses.add(gateway.call("GET", "/v1/instruments", flooder, "").status());
            }
            assertThat(statuses.subList(0, 10)).containsOnly(200);
            assertThat(statuses.subList(10, 20)).containsOnly(429);
            expect(200, gateway.call("GET", "/v1/instruments", Map.of("X-Forwarded-For", "203.0.113.8"), ""));
            assertThat(raw(gateway, "GET /v1/instruments HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.66\r\n\r\n"))
                    .as("a blocked address gets no answer")
                    .isEmpty();
        }
    }

    @Test
    void whatIsSecretIsForTheOwnerAloneAndThereIsNoDefaultPassword() throws Exception {
        String token;
        ApiKey key;
        try (TestGateway gateway = TestGateway.start(folder, Map.of())) {
            for (String guess : List.of("operator", "admin", "password", "changeme", "")) {
                JsonObject body = new JsonObject().put("user", "operator").put("password", guess);
                assertThat(gateway.call("POST", "/v1/session", (String) null, body)
                                .status())
                        .isGreaterThanOrEqualTo(400);
            }
            token = gateway.operator();
            key = gateway.key(token);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.toList())
                        .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                                .as(file.toString())
                                .isEqualTo(PosixFilePermissions.fromString("rw-------")));
            }
            String journal = Files.readString(folder.resolve("users.jsonl"));
            assertThat(journal)
                    .contains("$argon2id$")
                    .doesNotContain(key.secret().text())
                    .doesNotContain(Files.readString(folder.resolve("operator-password"))
                            .strip());
        }
        try (TestGateway again = TestGateway.start(folder, Map.of())) {
            assertThat(again.call("GET", "/v1/key", token, null).status())
                    .as("sessions end with the process")
                    .isEqualTo(401);
            expect(200, again.signed(key, "GET", "/v1/key", null));
        }
    }

    private static Socket connect(TestGateway gateway) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static String raw(TestGateway gateway, String request) throws IOException {
        try (Socket socket = connect(gateway);
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] bytes = new byte[4_096];
            int read = in.read(bytes);
            return read < 0 ? "" : new String(bytes, 0, read, StandardCharsets.US_ASCII);
        }
    }
}
