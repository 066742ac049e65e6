package dev.bourse.gateway;

import static dev.bourse.gateway.TestGateway.expect;
import static dev.bourse.gateway.TestGateway.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.gateway.TestGateway.Answer;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.telemetry.Health;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E3, E9: orders by REST before real nodes of the sequencer, of which one dies, as does the gateway. */
class SequencerIT {
    private static final int ORDERS = 40;
    private static final Pattern SNAPSHOT = Pattern.compile("gateway-(\\d{12})\\.snapshot");

    @TempDir
    private Path folder;

    @Test
    void aGatewayKilledWithOrdersUnderWayKnowsEverythingAgainAndWhatIsSentAgainIsDoneOnce() throws Exception {
        try (TestNodes nodes = TestNodes.start(folder, 1)) {
            String bought;
            List<Object> executions;
            try (GatewayProcess process = GatewayProcess.start(folder.resolve("gateway"), nodes.port);
                    TestGateway gateway = TestGateway.clientOf(folder.resolve("gateway"), process.port())) {
                String operator = operator(gateway);
                gateway.openMarket(operator);
                String ann = gateway.user(operator, "ann", "trader");
                String bob = gateway.user(operator, "bob", "trader");
                gateway.openAccount(operator, ann);
                gateway.openAccount(operator, bob);
                expect(201, gateway.call("POST", "/v1/order", bob, order("sell", "10.00", "5")));
                bought = expect(201, gateway.call("POST", "/v1/order", ann, order("buy", "10.00", "5")))
                        .json()
                        .getString("id");
                executions = past(gateway, ann);
                long before = newestSnapshot();
                numbered().forEach(id -> send(gateway, ann, numberedOrder(id)));
                expect(200, gateway.call("GET", "/v1/account", bob, null));
                // Of what has come since then another is due, however many there were before.
                Eventually.equal(true, () -> newestSnapshot() > before);

                process.kill();
            }
            try (GatewayProcess process = GatewayProcess.start(folder.resolve("gateway"), nodes.port);
                    TestGateway gateway = TestGateway.clientOf(folder.resolve("gateway"), process.port())) {
                String ann = gateway.logIn("ann", TestGateway.PASSWORD);
                Eventually.equal(
                        200, () -> gateway.call("GET", "/v1/assets", ann, null).status());
                assertThat(process.said("gateway starts with the snapshot")).isTrue();
                assertThat(past(gateway, ann)).isEqualTo(executions);
                numbered().forEach(id -> untilAnswered(gateway, ann, numberedOrder(id)));

                assertThat(openOrders(gateway, ann))
                        .containsExactlyInAnyOrderElementsOf(numbered().boxed().toList());
                JsonObject filled = expect(200, gateway.call("GET", "/v1/order/" + bought, ann, null))
                        .json();
                assertThat(filled.getString("filledQuantity")).isEqualTo("5.0");
                // Spent on 5 at 10.00, and a taker's fee of 20 basis points; the rest is there, in part held for the
                // orders.
                JsonObject usd =
                        expect(200, gateway.call("GET", "/v1/account", ann, null))
                                .json()
                                .getJsonArray("balances")
                                .stream()
                                .map(JsonObject.class::cast)
                                .filter(balance -> balance.getString("asset").equals("USD"))
                                .findFirst()
                                .orElseThrow();
                assertThat(new BigDecimal(usd.getString("available")).add(new BigDecimal(usd.getString("held"))))
                        .isEqualByComparingTo("999949.9");
            }
        }
    }

    @Test
    void ordersOutliveTheLeaderOfThreeNodesAndEachIsDoneOnce() throws Exception {
        try (TestNodes nodes = TestNodes.start(folder, 3);
                TestGateway gateway = TestGateway.start(
                        folder.resolve("gateway"),
                        Map.of(
                                "gateway.exchange",
                                "sequencer",
                                "exchange.members",
                                "3",
                                "exchange.port",
                                String.valueOf(nodes.port)))) {
            String operator = operator(gateway);
            gateway.openMarket(operator);
            String ann = gateway.user(operator, "ann", "trader");
            gateway.openAccount(operator, ann);
            List<Long> acknowledged = new ArrayList<>();

            numbered().forEach(id -> {
                if (acknowledged.size() == ORDERS / 2) {
                    Eventually.equal(true, nodes::endLeader);
                }
                untilAnswered(gateway, ann, numberedOrder(id));
                acknowledged.add(id);
            });

            assertThat(openOrders(gateway, ann)).containsExactlyInAnyOrderElementsOf(acknowledged);
        }
    }

    @Test
    void withoutAnyNodeTheGatewayRefusesAndSaysSo() throws Exception {
        int port;
        try (TestNodes nodes = TestNodes.start(folder, 1)) {
            port = nodes.port;
        }
        try (TestGateway gateway = TestGateway.start(
                folder.resolve("gateway"),
                Map.of("gateway.exchange", "sequencer", "exchange.port", String.valueOf(port)))) {
            String operator = gateway.operator();

            Answer assets = gateway.call("GET", "/v1/assets", operator, null);

            assertThat(assets.status()).isEqualTo(503);
            assertThat(assets.code()).isEqualTo("model-behind");
            assertThat(assets.headers()).containsKey("retry-after");
            assertThat(gateway.telemetry.health().readiness().get("outputs"))
                    .isEqualTo(Health.Status.down(
                            "output 0 applied, but not yet all that the exchange had committed at the start"));
        }
    }

    /** The number in the name of the newest snapshot of the gateway's model, 0 where there is none. */
    private long newestSnapshot() {
        Path snapshots = folder.resolve("gateway/snapshots");
        if (!Files.isDirectory(snapshots)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(snapshots)) {
            return files.map(file -> SNAPSHOT.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(name -> Long.parseLong(name.group(1)))
                    .max()
                    .orElse(0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What an account traded: its executions and its positions, to the last field. */
    private static List<Object> past(TestGateway gateway, String token) {
        JsonObject page =
                expect(200, gateway.call("GET", "/v1/execution", token, null)).json();
        JsonObject positions =
                expect(200, gateway.call("GET", "/v1/positions", token, null)).json();
        return List.of(
                page.getJsonArray("executions"),
                page.getLong("forgotten"),
                positions.getJsonArray("positions").getJsonObject(0).getString("boughtValue"),
                positions.getLong("since"));
    }

    /** Logged in, once the gateway knows how the exchange stands. */
    private static String operator(TestGateway gateway) throws Exception {
        String operator = gateway.operator();
        Eventually.equal(
                200, () -> gateway.call("GET", "/v1/assets", operator, null).status());
        return operator;
    }

    private static LongStream numbered() {
        return LongStream.rangeClosed(100, 100 + ORDERS - 1);
    }

    private static JsonObject numberedOrder(long id) {
        return order("buy", "1.00", "1").put("clientOrderId", String.valueOf(id));
    }

    /** Sends without waiting for the answer. */
    private static void send(TestGateway gateway, String token, JsonObject body) {
        gateway.http
                .request(new RequestOptions()
                        .setHost("127.0.0.1")
                        .setPort(gateway.port())
                        .setMethod(HttpMethod.POST)
                        .setURI("/v1/order")
                        .putHeader("Authorization", "Bearer " + token)
                        .putHeader("Content-Type", "application/json"))
                .onSuccess(request -> request.send(Buffer.buffer(body.encode())));
    }

    /** Sends an order again and again until it is known what became of it, which must be that it was placed. */
    private static void untilAnswered(TestGateway gateway, String token, JsonObject body) {
        AtomicReference<Answer> last = new AtomicReference<>();
        Eventually.equal(true, () -> {
            Answer next = gateway.call("POST", "/v1/order", token, body);
            last.set(next);
            return next.status() != 503 && next.status() != 504;
        });
        Answer answer = Objects.requireNonNull(last.get());
        assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201);
    }

    private static List<Long> openOrders(TestGateway gateway, String token) {
        return expect(200, gateway.call("GET", "/v1/orders?status=open&limit=1000", token, null))
                .json()
                .getJsonArray("orders")
                .stream()
                .map(JsonObject.class::cast)
                .map(found -> Long.parseLong(found.getString("clientOrderId")))
                .toList();
    }
}
