package dev.bourse.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.exchange.protocol.Phase;
import dev.bourse.marketdata.bus.BusDoor;
import dev.bourse.marketdata.rest.RestApi;
import dev.bourse.shared.access.AccessToken;
import dev.bourse.shared.access.Role;
import dev.bourse.shared.access.Secret;
import dev.bourse.shared.access.TokenReader;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.rest.Contract;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** REST and WebSocket over a real group that reads a core's outputs. */
class MarketDataIT {
    private static final String KEY = "deep-key";
    /** SHA-256 of the key. */
    private static final String HASH = "41c2319e32d7dc27d539b9c715a3c6ad6f8b30443e0e50885ffe0ecf713dc99f";

    private static final Secret TOKENS = Secret.of(new byte[32]);
    private static final long PATIENCE = 20;
    private static final TradingDay DAY = new TradingDay();
    private static final MarketDataGroup GROUP = new MarketDataGroup((settings, options) -> from -> DAY);
    private static final Vertx CALLER = Vertx.vertx();
    private static final HttpClientAgent HTTP = CALLER.createHttpClient();
    private static final WebSocketClient SOCKETS = CALLER.createWebSocketClient();

    @TempDir
    private static Path folder = Path.of("");

    private static @Nullable TestNode node;

    private record Answer(int status, String type, Buffer body) {
        JsonObject json() {
            return body.toJsonObject();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        DAY.buy(10, 9_990);
        DAY.buy(20, 9_980);
        DAY.sell(5, 10_010);
        DAY.pass(1_500_000);
        DAY.sell(4, 9_990);
        DAY.pass(61_000_000);
        DAY.buy(7, 10_010);
        DAY.pass(2_000_000);
        DAY.buy(1, 9_970);
        TestNode own = TestNode.alone();
        node = own;
        Map<String, String> settings = Map.of(
                "marketdata.port",
                "0",
                "marketdata.multicast",
                "false",
                "marketdata.max-requests",
                "100000",
                "marketdata.interval",
                "5ms",
                "marketdata.depth-keys",
                HASH,
                "marketdata.token-key",
                Files.writeString(folder.resolve(TokenReader.FILE), TOKENS.text())
                        .toString(),
                "marketdata.folder",
                folder.toString());
        GROUP.deploy(own.node(), Settings.of(settings)).await(PATIENCE, TimeUnit.SECONDS);
        await(DAY.number());
    }

    @AfterAll
    static void stop() throws Exception {
        CALLER.close().await(PATIENCE, TimeUnit.SECONDS);
        GROUP.stop().await(PATIENCE, TimeUnit.SECONDS);
        Objects.requireNonNull(node).close();
    }

    private static Answer get(String path, String... headers) throws Exception {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(GROUP.port())
                .setURI(path);
        for (int i = 0; i < headers.length; i += 2) {
            options.putHeader(headers[i], headers[i + 1]);
        }
        // On a context of the caller, so that no part of an answer comes before its handler is set.
        Promise<Answer> answered = Promise.promise();
        CALLER.runOnContext(run -> HTTP.request(options)
                .compose(request -> request.send())
                .compose(MarketDataIT::answer)
                .onComplete(answered));
        return answered.future().await(PATIENCE, TimeUnit.SECONDS);
    }

    private static Future<Answer> answer(HttpClientResponse response) {
        return response.body()
                .map(body ->
                        new Answer(response.statusCode(), String.valueOf(response.getHeader("Content-Type")), body));
    }

    /** The body of an answer that the contract allows. */
    private static JsonObject valid(String operation, Answer answer) throws Exception {
        assertThat(answer.status).as(answer.body.toString()).isEqualTo(200);
        Contract.read(CALLER, RestApi.CONTRACT)
                .compose(contract -> ResponseValidator.create(CALLER, contract.enforced())
                        .validate(ValidatableResponse.create(200, answer.body, answer.type), operation))
                .await(PATIENCE, TimeUnit.SECONDS);
        return answer.json();
    }

    /** Until the group has read and published an output of ACME/USD. */
    private static void await(long number) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        long seen = -1;
        while (seen < number && System.nanoTime() < end) {
            Answer answer = get("/v1/marketdata/orderBook/L1?symbol=ACME/USD");
            seen = answer.status == 200 ? answer.json().getLong("number") : -1;
        }
        assertThat(seen).isGreaterThanOrEqualTo(number);
    }

    private static JsonObject level(String price, String quantity, int orders) {
        return new JsonObject().put("price", price).put("quantity", quantity).put("orders", orders);
    }

    @Test
    @DisplayName("E7: the book by level has bids and asks with price and quantity, best first")
    void book() throws Exception {
        JsonObject book = valid("orderBookL2", get("/v1/marketdata/orderBook/L2?symbol=ACME/USD&depth=3"));
        assertThat(book.getJsonArray("bids"))
                .isEqualTo(JsonArray.of(level("100.10", "2", 1), level("99.90", "6", 1), level("99.80", "20", 1)));
        assertThat(book.getJsonArray("asks")).isEqualTo(new JsonArray());
        assertThat(book.getString("phase")).isEqualTo("continuous");
        assertThat(valid("orderBookL1", get("/v1/marketdata/orderBook/L1?symbol=ACME/USD"))
                        .getJsonArray("bids"))
                .isEqualTo(JsonArray.of(level("100.10", "2", 1)));
    }

    @Test
    @DisplayName("E7: the book by order shows each order in the order of its priority")
    void orders() throws Exception {
        JsonObject book = valid("orderBookL3", get("/v1/marketdata/orderBook/L3?symbol=ACME/USD&depth=5"));
        assertThat(book.getJsonArray("bids").stream()
                        .map(order -> ((JsonObject) order).getString("price") + " x "
                                + ((JsonObject) order).getString("quantity")))
                .containsExactly("100.10 x 2", "99.90 x 6", "99.80 x 20", "99.70 x 1");
    }

    @Test
    @DisplayName("E7: books of the past are those at the ends of the seconds in which they changed")
    void past() throws Exception {
        String at = "&startTime=" + TradingDay.START + "&endTime=" + (TradingDay.START + 10_000_000);
        JsonObject books = valid("orderBookL2", get("/v1/marketdata/orderBook/L2?symbol=ACME/USD" + at));
        assertThat(books.getBoolean("complete")).isTrue();
        assertThat(books.getJsonArray("books")).hasSize(2);
        JsonObject first = books.getJsonArray("books").getJsonObject(0);
        assertThat(first.getLong("time")).isEqualTo(TradingDay.START);
        assertThat(first.getJsonArray("bids"))
                .isEqualTo(JsonArray.of(level("99.90", "10", 1), level("99.80", "20", 1)));
        assertThat(first.getJsonArray("asks")).isEqualTo(JsonArray.of(level("100.10", "5", 1)));
        assertThat(books.getJsonArray("bids")).isEqualTo(JsonArray.of(level("99.90", "6", 1), level("99.80", "20", 1)));
    }

    @Test
    @DisplayName("E5, E7: candles have open, close, high and low of their period, oldest first")
    void candles() throws Exception {
        JsonObject minutes = valid("candles", get("/v1/marketdata/candles?symbol=ACME/USD&resolution=60"));
        JsonArray candles = minutes.getJsonArray("candles");
        assertThat(candles).hasSize(2);
        assertThat(candles.getJsonObject(0)).isEqualTo(new JsonObject("""
            {"start":%d,"open":"99.90","close":"99.90","high":"99.90","low":"99.90","volume":"4","turnover":"399.60",\
            "trades":1}\
            """.formatted(TradingDay.START)));
        assertThat(candles.getJsonObject(1).getString("close")).isEqualTo("100.10");
        JsonObject week = valid("candles", get("/v1/marketdata/candles?symbol=ACME/USD&resolution=604800"));
        assertThat(week.getJsonArray("candles").getJsonObject(0)).isEqualTo(new JsonObject("""
            {"start":1705276800000000,"open":"99.90","close":"100.10","high":"100.10","low":"99.90","volume":"9",\
            "turnover":"900.10","trades":2}\
            """));
    }

    @Test
    @DisplayName("Trades and the day's statistics are exact decimals")
    void trades() throws Exception {
        JsonObject trades = valid("trades", get("/v1/marketdata/trades?symbol=ACME/USD"));
        assertThat(trades.getBoolean("complete")).isTrue();
        assertThat(trades.getJsonArray("trades").stream()
                        .map(each -> (JsonObject) each)
                        .map(each -> each.getString("aggressor") + " " + each.getString("quantity") + " at "
                                + each.getString("price")))
                .containsExactly("sell 4 at 99.90", "buy 5 at 100.10");
        JsonObject instruments = valid("instruments", get("/v1/instruments?search=acme"));
        assertThat(instruments.getJsonArray("instruments").getJsonObject(0)).isEqualTo(new JsonObject("""
            {"id":1,"symbol":"ACME/USD","base":"ACME","quote":"USD","tickSize":"0.01","lotSize":"1","phase":\
            "continuous","day":{"volume":"9","turnover":"900.10","trades":2,"last":"100.10","open":"99.90","high":\
            "100.10","low":"99.90","vwap":"100.01111111"}}\
            """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "orderBook/L2?symbol=NONE; 404; unknown-instrument; symbol",
                "orderBook/L2; 400; invalid-parameter; symbol",
                "orderBook/L2?symbol=ACME/USD&depth=0; 400; invalid-parameter; depth",
                "orderBook/L2?symbol=ACME/USD&depth=x; 400; invalid-parameter; depth",
                "orderBook/L2?symbol=ACME/USD&depth=6; 403; not-entitled; depth",
                "orderBook/L2?symbol=ACME/USD&colour=red; 400; unknown-parameter; colour",
                "orderBook/L2?symbol=ACME/USD&startTime=9&endTime=9; 400; invalid-parameter; endTime",
                "orderBook/L3?symbol=ACME/USD&startTime=9; 422; history-not-kept; startTime",
                "candles?symbol=ACME/USD&resolution=61; 400; invalid-parameter; resolution",
                "candles?symbol=ACME/USD&resolution=60&limit=5001; 400; invalid-parameter; limit",
            })
    @DisplayName("What is not allowed gets a problem document that names the field and what is allowed")
    void problems(String path, int status, String code, String field) throws Exception {
        Answer answer = get("/v1/marketdata/" + path);
        assertThat(answer.type).isEqualTo("application/problem+json");
        JsonObject problem = answer.json();
        assertThat(List.of(
                        answer.status,
                        problem.getInteger("status"),
                        problem.getString("code"),
                        problem.getString("field")))
                .isEqualTo(List.of(status, status, code, field));
        assertThat(problem.getString("allowed")).isNotEmpty();
    }

    @Test
    @DisplayName("E5: five levels for anybody, more for who has a key; a wrong key is nobody's")
    void entitlement() throws Exception {
        String deep = "/v1/marketdata/orderBook/L2?symbol=ACME/USD&depth=10";
        assertThat(get(deep, "Authorization", "Bearer " + KEY).status).isEqualTo(200);
        assertThat(get(deep, "Authorization", "Bearer other").status).isEqualTo(403);
        assertThat(get(deep, "Authorization", KEY).status).isEqualTo(403);
        assertThat(get(deep).status).isEqualTo(403);
        assertThat(get("/v1/nothing").status).isEqualTo(404);
    }

    @Test
    @DisplayName("E5, E8: whoever has an access token of the gateway sees more; an expired or forged one is nobody's")
    void tokens() throws Exception {
        String deep = "/v1/marketdata/orderBook/L2?symbol=ACME/USD&depth=10";
        long now = Clock.SYSTEM.millis() / 1_000;
        AccessToken valid = new AccessToken("someone", Role.TRADER, "session", now, now + 300);
        AccessToken expired = new AccessToken("someone", Role.TRADER, "session", now - 300, now - 1);
        Secret other = TOKENS.derive("other");
        assertThat(get(deep, "Authorization", "Bearer " + valid.write(TOKENS)).status)
                .isEqualTo(200);
        assertThat(get(deep, "Authorization", "Bearer " + expired.write(TOKENS)).status)
                .isEqualTo(403);
        assertThat(get(deep, "Authorization", "Bearer " + valid.write(other)).status)
                .isEqualTo(403);
    }

    @Test
    @DisplayName("D2: other groups ask over the event bus and get what REST answers, or the same problem")
    void bus() throws Exception {
        EventBus bus = Objects.requireNonNull(node).node().vertx().eventBus();
        JsonObject query = new JsonObject().put("symbol", "ACME/USD").put("depth", 5);
        JsonObject question = new JsonObject().put("operation", "orderBookL2").put("query", query);
        JsonObject book = bus.<JsonObject>request(BusDoor.QUESTIONS, question)
                .await(PATIENCE, TimeUnit.SECONDS)
                .body();
        assertThat(book)
                .isEqualTo(get("/v1/marketdata/orderBook/L2?symbol=ACME/USD&depth=5")
                        .json());
        query.put("depth", 10);
        assertThatThrownBy(() -> bus.request(BusDoor.QUESTIONS, question).await(PATIENCE, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(ReplyException.class, refused -> {
                    assertThat(refused.failureCode()).isEqualTo(403);
                    assertThat(new JsonObject(String.valueOf(refused.getMessage())).getString("code"))
                            .isEqualTo("not-entitled");
                });
        query.put("depth", "x");
        assertThatThrownBy(() -> bus.request(BusDoor.QUESTIONS, question).await(PATIENCE, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        ReplyException.class,
                        refused -> assertThat(refused.failureCode()).isEqualTo(400));
        question.put("operation", "nothing");
        assertThatThrownBy(() -> bus.request(BusDoor.QUESTIONS, question).await(PATIENCE, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        ReplyException.class,
                        refused -> assertThat(refused.failureCode()).isEqualTo(404));
    }

    private static final class Client {
        final LinkedBlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
        private final WebSocket socket;

        Client() throws Exception {
            WebSocketConnectOptions options = new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(GROUP.port())
                    .setURI("/v1/marketdata/stream");
            socket = SOCKETS.connect(options)
                    .onSuccess(connected -> connected.textMessageHandler(text -> messages.add(new JsonObject(text))))
                    .await(PATIENCE, TimeUnit.SECONDS);
        }

        void send(String text) {
            socket.writeTextMessage(text);
        }

        JsonObject next() throws InterruptedException {
            return Objects.requireNonNull(messages.poll(PATIENCE, TimeUnit.SECONDS), "no message came");
        }

        JsonObject next(String type) throws InterruptedException {
            JsonObject message = next();
            while (!message.getString("type").equals(type)) {
                message = next();
            }
            return message;
        }
    }

    @Test
    @DisplayName("WebSocket: a book comes as a snapshot, then as numbered changes; faults name the field")
    void stream() throws Exception {
        Client client = new Client();
        client.send("{\"op\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"EMPTY\",\"depth\":5}");
        assertThat(client.next()).isEqualTo(new JsonObject().put("type", "subscribed"));
        JsonObject snapshot = client.next();
        assertThat(snapshot.getString("type")).isEqualTo("book");
        assertThat(snapshot.getString("phase")).isEqualTo("closed");
        DAY.phase(2, Phase.CONTINUOUS);
        JsonObject change = client.next();
        assertThat(change.getString("type")).isEqualTo("change");
        assertThat(change.getLong("previous")).isEqualTo(snapshot.getLong("number"));
        assertThat(change.getString("phase")).isEqualTo("continuous");
        client.send("{\"op\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"EMPTY\",\"depth\":10}");
        assertThat(client.next("error").getString("code")).isEqualTo("not-entitled");
        client.send("{\"op\":\"authenticate\",\"key\":\"" + KEY + "\"}");
        assertThat(client.next("authenticated").getInteger("depth")).isEqualTo(50);
        client.send("{\"op\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"EMPTY\",\"depth\":10}");
        assertThat(client.next("book").getInteger("depth")).isEqualTo(10);
        client.send("{\"op\":\"subscribe\",\"channel\":\"candles\",\"symbol\":\"EMPTY\",\"resolution\":7}");
        assertThat(client.next("error")).isEqualTo(new JsonObject("""
            {"type":"error","code":"invalid-field","detail":"'resolution' is missing or not allowed","field":\
            "resolution","allowed":"1, 60, 300, 3600, 86400, 604800, 2592000"}\
            """));
        client.send("no json");
        assertThat(client.next("error").getString("code")).isEqualTo("no-json");
        client.send("{\"op\":\"ping\"}");
        assertThat(client.next("pong")).isEqualTo(new JsonObject().put("type", "pong"));
        client.socket.close().await(PATIENCE, TimeUnit.SECONDS);
    }
}
