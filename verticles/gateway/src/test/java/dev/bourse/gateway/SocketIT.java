package dev.bourse.gateway;

import static dev.bourse.gateway.TestGateway.expect;
import static dev.bourse.gateway.TestGateway.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.gateway.TestGateway.ApiKey;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol of docs/protocol/exchange-ws.md, over real sockets. */
class SocketIT {
    private static final String PATH = "/v1/stream";

    @TempDir
    static Path folder;

    private static TestGateway gateway;
    private static String ann;
    private static String bob;

    /** A client with all it was told. */
    private static final class Client implements AutoCloseable {
        final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
        final CompletableFuture<String> closed = new CompletableFuture<>();
        final WebSocket socket;

        Client() throws Exception {
            socket = gateway.sockets.connect(gateway.port(), "127.0.0.1", PATH).await(60, TimeUnit.SECONDS);
            socket.closeHandler(ended -> closed.complete(socket.closeStatusCode() + " " + socket.closeReason()));
            socket.textMessageHandler(text -> heard.add(new JsonObject(text)));
        }

        void say(String json) {
            socket.writeTextMessage(json);
        }

        /** The next message that is no heartbeat. */
        JsonObject next() throws InterruptedException {
            JsonObject message = heard.poll(60, TimeUnit.SECONDS);
            while (message != null && message.getString("type").equals("heartbeat")) {
                message = heard.poll(60, TimeUnit.SECONDS);
            }
            if (message == null) {
                throw new AssertionError("nothing was heard");
            }
            return message;
        }

        List<String> events(int count) throws InterruptedException {
            List<String> events = new ArrayList<>();
            while (events.size() < count) {
                JsonObject message = next();
                if (message.getString("type").equals("event")) {
                    events.add(message.getString("event") + " " + message.getString("orderId"));
                }
            }
            return events;
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(folder, Map.of());
        String operator = gateway.operator();
        gateway.openMarket(operator);
        ann = gateway.user(operator, "ann", "trader");
        bob = gateway.user(operator, "bob", "trader");
        gateway.openAccount(operator, ann);
        gateway.openAccount(operator, bob);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @Test
    void anOrderIsPlacedAndItsEventsComeInOrderAndAgainFromAnySequence() throws Exception {
        String resting = expect(201, gateway.call("POST", "/v1/order", bob, order("sell", "50.00", "1")))
                .json()
                .getString("id");
        long before;
        String id;
        try (Client client = loggedIn(ann)) {
            client.say("{\"type\":\"subscribe\",\"id\":\"s\"}");
            before = client.next().getJsonObject("body").getLong("after");
            client.say(new JsonObject()
                    .put("type", "call")
                    .put("id", "o")
                    .put("call", "placeOrder")
                    .put("body", order("buy", "50.00", "3"))
                    .encode());
            List<JsonObject> told = List.of(client.next(), client.next(), client.next());
            JsonObject answer = told.stream()
                    .filter(message -> message.getString("type").equals("answer"))
                    .findFirst()
                    .orElseThrow();
            assertThat(answer.getInteger("status")).isEqualTo(201);
            id = answer.getJsonObject("body").getString("id");
            assertThat(told.stream()
                            .filter(message -> message.getString("type").equals("event"))
                            .map(message -> message.getString("event")))
                    .containsExactly("accepted", "executed");
            JsonObject accepted = told.stream()
                    .filter(message -> message.getString("event", "").equals("accepted"))
                    .findFirst()
                    .orElseThrow();
            List.of("sequence", "time", "orderId", "clientOrderId").forEach(accepted::remove);
            assertThat(accepted)
                    .isEqualTo(new JsonObject("{\"type\":\"event\",\"event\":\"accepted\",\"symbol\":\"ACMEUSD\","
                            + "\"side\":\"buy\",\"orderType\":\"limit\",\"timeInForce\":\"gtc\",\"postOnly\":false,"
                            + "\"price\":\"50.00\",\"quantity\":\"3.0\"}"));
        }
        expect(200, gateway.call("DELETE", "/v1/order/" + id, ann, null));
        try (Client again = loggedIn(ann)) {
            again.say("{\"type\":\"subscribe\",\"after\":" + before + "}");
            assertThat(again.events(3)).containsExactly("accepted " + id, "executed " + id, "cancelled " + id);
        }
        try (Client other = loggedIn(bob)) {
            other.say("{\"type\":\"subscribe\",\"after\":0}");
            assertThat(other.events(2))
                    .as("others' events are not told")
                    .containsExactly("accepted " + resting, "executed " + resting);
        }
    }

    @Test
    void whoHasNotLoggedInGetsNothing() throws Exception {
        try (Client client = new Client()) {
            client.say("{\"type\":\"call\",\"id\":\"1\",\"call\":\"orders\"}");
            assertThat(client.next().getJsonObject("problem").getString("code")).isEqualTo("not-authenticated");
            assertThat(client.closed.get(60, TimeUnit.SECONDS)).startsWith("4001");
        }
        try (Client forger = new Client()) {
            forger.say("{\"type\":\"login\",\"token\":\"" + ann.substring(0, ann.length() - 2) + "AA\"}");
            assertThat(forger.next().getJsonObject("problem").getString("code")).isEqualTo("invalid-token");
        }
    }

    @Test
    void aKeyLogsInWithASignatureOnce() throws Exception {
        ApiKey key = gateway.key(ann);
        Map<String, String> signature = gateway.signature(key, "GET", PATH, "");
        JsonObject login = new JsonObject()
                .put("type", "login")
                .put("key", key.id())
                .put("timestamp", signature.get("Bourse-Timestamp"))
                .put("nonce", signature.get("Bourse-Nonce"))
                .put("signature", signature.get("Bourse-Signature"));
        try (Client client = new Client();
                Client replay = new Client()) {
            client.say(login.encode());
            assertThat(client.next().getJsonObject("body").getString("user")).isEqualTo("ann");
            replay.say(login.encode());
            assertThat(replay.next().getJsonObject("problem").getString("field"))
                    .isEqualTo("Bourse-Nonce");
        }
    }

    @Test
    void aMessageWithAFaultIsNamedAndHarmsNothing() throws Exception {
        try (Client client = loggedIn(bob)) {
            for (String fault :
                    List.of("nonsense", "{\"type\":\"dance\"}", "{\"type\":\"call\",\"call\":\"deposit\"}")) {
                client.say(fault);
                assertThat(client.next().getJsonObject("problem").getInteger("status"))
                        .isEqualTo(400);
            }
            client.say("{\"type\":\"ping\",\"id\":\"p\"}");
            assertThat(client.next()).isEqualTo(new JsonObject("{\"type\":\"pong\",\"id\":\"p\"}"));
        }
    }

    @Test
    void aSessionThatEndsTakesItsSocketWithIt() throws Exception {
        String token = gateway.logIn("bob", TestGateway.PASSWORD);
        try (Client client = loggedIn(token)) {
            expect(200, gateway.call("DELETE", "/v1/session", token, null));
            assertThat(client.closed.get(60, TimeUnit.SECONDS)).startsWith("4002");
        }
    }

    private static Client loggedIn(String token) throws Exception {
        Client client = new Client();
        client.say("{\"type\":\"login\",\"id\":\"l\",\"token\":\"" + token + "\"}");
        assertThat(client.next().getInteger("status")).isEqualTo(200);
        return client;
    }
}
