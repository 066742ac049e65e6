package dev.bourse.gateway;

import static dev.bourse.gateway.TestGateway.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.gateway.TestGateway.Answer;
import io.vertx.core.Future;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E10: which pages may use the gateway from a browser. */
class OriginsIT {
    private static final String PAGE = "https://bourse.example.org";
    private static final String ALLOW = "access-control-allow-origin";

    @TempDir
    static Path folder;

    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(folder, Map.of("gateway.allowed-origins", PAGE + ", http://127.0.0.1:8080"));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @Test
    void aPageThatIsNamedReadsAnswersAndRefusals() {
        Answer answer = expect(200, gateway.call("GET", "/v1/instruments", Map.of("Origin", PAGE), ""));
        assertThat(answer.headers())
                .containsEntry(ALLOW, PAGE)
                .containsEntry("vary", "origin")
                .doesNotContainKey("access-control-allow-credentials");
        Answer refusal = gateway.call("GET", "/v1/orders", Map.of("Origin", PAGE), "");
        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.headers()).containsEntry(ALLOW, PAGE);
    }

    @Test
    void theQuestionBeforeARequestIsAnsweredWithWhatAPageMaySend() {
        Answer answer = gateway.call("OPTIONS", "/v1/order/17", question(PAGE), "");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body().length()).isZero();
        assertThat(answer.headers())
                .containsEntry(ALLOW, PAGE)
                .containsEntry("access-control-allow-methods", "GET, POST, PUT, DELETE")
                .containsEntry("access-control-allow-headers", "Authorization, Content-Type")
                .containsEntry("access-control-max-age", "600")
                .doesNotContainKey("access-control-allow-credentials");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://bourse.example.org",
                "https://bourse.example.org:8443",
                "https://bourse.example.org.evil.example",
                "http://127.0.0.1:8081",
                "null",
                "*"
            })
    void anyOtherPageIsRefusedWhateverItAsks(String origin) {
        JsonObject newcomer = new JsonObject().put("user", "mallory").put("password", TestGateway.PASSWORD);
        for (Answer answer : List.of(
                gateway.call("OPTIONS", "/v1/order", question(origin), ""),
                gateway.call("GET", "/v1/instruments", Map.of("Origin", origin), ""),
                gateway.call("POST", "/v1/user", Map.of("Origin", origin), newcomer.encode()))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("foreign-origin");
            assertThat(answer.field()).isEqualTo("Origin");
            assertThat(answer.headers()).doesNotContainKey(ALLOW);
        }
    }

    @Test
    void withoutTheSettingNoPageMayAskButProgramsMay(@TempDir Path other) throws Exception {
        try (TestGateway closed = TestGateway.start(other, Map.of())) {
            assertThat(closed.call("OPTIONS", "/v1/order", question(PAGE), "").status())
                    .isEqualTo(403);
            Map<String, String> own = Map.of("Origin", "http://127.0.0.1:" + closed.port());
            assertThat(closed.call("GET", "/v1/instruments", own, "").status()).isEqualTo(403);
            Answer program = expect(200, closed.call("GET", "/v1/instruments", Map.of(), ""));
            assertThat(program.headers()).doesNotContainKey(ALLOW);
        }
    }

    @Test
    void aWebSocketIsOpenedForAPageThatIsNamedAndForPrograms() throws Exception {
        socket(Map.of("Origin", PAGE)).await(60, TimeUnit.SECONDS).close();
        // Libraries of programs send the server's own.
        socket(Map.of("Origin", "http://127.0.0.1:" + gateway.port()))
                .await(60, TimeUnit.SECONDS)
                .close();
        socket(Map.of()).await(60, TimeUnit.SECONDS).close();
        Assertions.assertThatThrownBy(
                        () -> socket(Map.of("Origin", "https://evil.example")).await(60, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        UpgradeRejectedException.class,
                        refused -> assertThat(refused.getStatus()).isEqualTo(403));
    }

    private static Future<WebSocket> socket(Map<String, String> headers) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(gateway.port())
                .setURI("/v1/stream")
                .setAllowOriginHeader(!headers.isEmpty());
        headers.forEach(options::addHeader);
        return gateway.sockets.connect(options);
    }

    private static Map<String, String> question(String origin) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Origin", origin);
        headers.put("Access-Control-Request-Method", "DELETE");
        headers.put("Access-Control-Request-Headers", "authorization,content-type");
        return headers;
    }
}
