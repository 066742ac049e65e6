package dev.bourse.gateway;

import dev.bourse.gateway.identity.Signatures;
import dev.bourse.shared.access.Secret;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.telemetry.PrometheusTelemetry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A real gateway before the real core in one process, with a clock of its own, and a client of it. */
final class TestGateway implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    private static final Map<String, String> CHEAP = Map.of(
            "gateway.exchange", "in-process",
            "gateway.port", "0",
            "gateway.password-memory", "64",
            "gateway.password-passes", "1",
            "gateway.attempts-per-minute", "1000000");

    final AtomicLong nowNanos = new AtomicLong(1_700_000_000_000_000_000L);
    final Clock clock = nowNanos::get;
    final Path folder;
    final PrometheusTelemetry telemetry = new PrometheusTelemetry();
    final Vertx caller = Vertx.vertx();
    final HttpClientAgent http = caller.createHttpClient();
    final WebSocketClient sockets = caller.createWebSocketClient();
    private final GatewayGroup group = new GatewayGroup();
    private final int processPort;
    private final AtomicLong nonces = new AtomicLong(10_000_000);

    record Answer(int status, Map<String, String> headers, Buffer body) {
        JsonObject json() {
            return body.toJsonObject();
        }

        String code() {
            return json().getString("code", "");
        }

        String field() {
            return json().getString("field", "");
        }
    }

    /** A key with its secret. */
    record ApiKey(String id, Secret secret) {}

    private TestGateway(Path folder, int processPort) {
        this.folder = folder;
        this.processPort = processPort;
    }

    /** A client of a gateway that is a process of its own. */
    static TestGateway clientOf(Path folder, int port) {
        return new TestGateway(folder, port);
    }

    static TestGateway start(Path folder, Map<String, String> settings) throws TimeoutException {
        TestGateway gateway = new TestGateway(folder, 0);
        Map<String, String> all = new HashMap<>(CHEAP);
        all.put("gateway.folder", folder.toString());
        all.putAll(settings);
        Settings read = Settings.of(all);
        gateway.group.deploy(gateway.clock, gateway.telemetry, read).await(60, TimeUnit.SECONDS);
        if (!read.faults().isEmpty()) {
            throw new IllegalArgumentException(read.faults().toString());
        }
        return gateway;
    }

    int port() {
        return processPort == 0 ? group.port() : processPort;
    }

    Answer call(String method, String path, @Nullable String token, @Nullable JsonObject body) {
        return call(method, path, token == null ? Map.of() : Map.of("Authorization", "Bearer " + token), text(body));
    }

    Answer signed(ApiKey key, String method, String path, @Nullable JsonObject body) {
        return call(method, path, signature(key, method, path, text(body)), text(body));
    }

    Map<String, String> signature(ApiKey key, String method, String path, String body) {
        String timestamp = String.valueOf(clock.millis());
        String nonce = "nonce-" + nonces.incrementAndGet();
        String signed = Signatures.text(method, path, timestamp, nonce, body.getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "Bourse-Key",
                key.id(),
                "Bourse-Timestamp",
                timestamp,
                "Bourse-Nonce",
                nonce,
                "Bourse-Signature",
                key.secret().sign(signed));
    }

    Answer call(String method, String path, Map<String, String> headers, String body) {
        RequestOptions options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port())
                .setMethod(HttpMethod.valueOf(method))
                .setURI(path);
        headers.forEach(options::putHeader);
        if (!body.isEmpty()) {
            options.putHeader("Content-Type", "application/json");
        }
        try {
            // One inside the other: whoever asks for a body after its end has passed waits for ever.
            return http.request(options)
                    .compose(request -> request.send(Buffer.buffer(body))
                            .compose(response -> response.body().map(bytes -> answer(response, bytes))))
                    .await(60, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Answer(response.statusCode(), headers, body);
    }

    /** The token of the operator that the first start created. */
    String operator() throws IOException {
        return logIn(
                "operator",
                Files.readString(folder.resolve("operator-password")).strip());
    }

    /** Makes a user of any role and logs in. */
    String user(String operator, String name, String role) {
        JsonObject body =
                new JsonObject().put("user", name).put("password", PASSWORD).put("role", role);
        expect(201, call("POST", "/v1/users", operator, body));
        return logIn(name, PASSWORD);
    }

    String logIn(String name, String password) {
        JsonObject body = new JsonObject().put("user", name).put("password", password);
        return expect(201, call("POST", "/v1/session", (String) null, body))
                .json()
                .getString("accessToken");
    }

    ApiKey key(String token) {
        JsonObject json = expect(201, call("POST", "/v1/key", token, new JsonObject().put("label", "bot")))
                .json();
        return new ApiKey(json.getString("key"), Secret.ofText(json.getString("secret")));
    }

    /**
     * Assets USD and ACME, and the instrument ACME/USD open for continuous trading, a tick of 0.05 and a lot of 0.1.
     */
    void openMarket(String operator) {
        expect(
                201,
                call(
                        "POST",
                        "/v1/assets",
                        operator,
                        new JsonObject().put("symbol", "USD").put("decimals", 3)));
        expect(
                201,
                call(
                        "POST",
                        "/v1/assets",
                        operator,
                        new JsonObject().put("symbol", "ACME").put("decimals", 1)));
        expect(
                201,
                call(
                        "POST",
                        "/v1/instruments",
                        operator,
                        new JsonObject()
                                .put("symbol", "ACMEUSD")
                                .put("base", "ACME")
                                .put("quote", "USD")
                                .put("tickSize", "0.05")
                                .put("lotSize", "0.1")
                                .put("makerFeeBps", 10)
                                .put("takerFeeBps", 20)));
        expect(
                200,
                call("PUT", "/v1/instruments/ACMEUSD/phase", operator, new JsonObject().put("phase", "continuous")));
    }

    /** Opens the account of a trader, has it verified, and gives it 1,000,000 USD and 1,000 ACME. */
    int openAccount(String operator, String trader) {
        int account = expect(201, call("POST", "/v1/account", trader, documents()))
                .json()
                .getInteger("account");
        expect(200, call("PUT", "/v1/verification/" + account, operator, new JsonObject().put("decision", "verified")));
        expect(201, call("POST", "/v1/deposit", operator, deposit(account, "USD", "1000000", 1)));
        expect(201, call("POST", "/v1/deposit", operator, deposit(account, "ACME", "1000", 2)));
        return account;
    }

    static JsonObject deposit(int account, String asset, String amount, long reference) {
        return new JsonObject()
                .put("account", account)
                .put("asset", asset)
                .put("amount", amount)
                .put("reference", reference);
    }

    static JsonObject documents() {
        return new JsonObject("{\"documents\":[{\"type\":\"passport\",\"country\":\"CH\",\"expires\":\"2030-01-31\","
                + "\"fileName\":\"p.pdf\",\"bytes\":4711,\"sha256\":\"" + "0a".repeat(32) + "\"}]}");
    }

    static JsonObject order(String side, String price, String quantity) {
        return new JsonObject()
                .put("symbol", "ACMEUSD")
                .put("side", side)
                .put("orderType", "limit")
                .put("price", price)
                .put("quantity", quantity);
    }

    static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError(status + " expected, got " + answer.status() + " " + answer.body());
        }
        return answer;
    }

    static String text(@Nullable JsonObject body) {
        return body == null ? "" : body.encode();
    }

    @Override
    public void close() throws TimeoutException {
        caller.close().await(60, TimeUnit.SECONDS);
        group.stop().await(60, TimeUnit.SECONDS);
        telemetry.close();
    }
}
