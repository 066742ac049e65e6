package dev.bourse.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.rest.Contract;
import dev.bourse.web.rest.RestApi;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * REST by its contract: requests with a fault name the field, answers are what the contract says, and the page is
 * guarded.
 */
class RestIT {
    private static final FakeCluster CLUSTER = new FakeCluster(5_000);
    private static final WebGroup WEB = new WebGroup();
    private static final Vertx CALLER = Vertx.vertx();
    private static final HttpClientAgent HTTP = CALLER.createHttpClient();

    private record Answer(int status, Map<String, String> headers, Buffer body) {
        JsonObject json() {
            return body.toJsonObject();
        }

        @Nullable
        String header(String name) {
            return headers.get(name);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        WEB.deploy(CLUSTER.node(), Settings.of(Map.of("web.port", "0", "web.query-timeout", "500ms")))
                .await(20, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() throws Exception {
        CALLER.close().await(20, TimeUnit.SECONDS);
        WEB.stop().await(20, TimeUnit.SECONDS);
        CLUSTER.vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void instrumentsAreFoundBySearchInPages() throws Exception {
        JsonObject page = valid("instruments", get("/v1/instruments?search=s0001&offset=1&limit=2"));
        assertThat(page).isEqualTo(new JsonObject("""
            {"total":10,"instruments":[
            {"id":11,"symbol":"S00011","priceDecimals":2,"sizeDecimals":0,"tickSize":"0.01","lotSize":"1"},
            {"id":12,"symbol":"S00012","priceDecimals":2,"sizeDecimals":0,"tickSize":"0.01","lotSize":"1"}]}\
            """));
        assertThat(valid("instruments", get("/v1/instruments")).getJsonArray("instruments"))
                .hasSize(100);
    }

    @Test
    void booksOfTheExchangeAreAskedOfMarketDataOverTheEventBus() throws Exception {
        assertThat(get("/v1/marketdata/orderBook/L2?symbol=S1").status()).isEqualTo(503);
        assertThat(get("/v1/marketdata/nothing").status()).isEqualTo(404);
        MessageConsumer<JsonObject> marketData = CLUSTER.vertx.eventBus().consumer("marketdata.ask");
        marketData.handler(question -> {
            if (question.body().getJsonObject("query").getString("depth").equals("5")) {
                question.reply(new JsonObject().put("asked", question.body()));
            } else {
                question.fail(403, "{\"code\":\"not-entitled\"}");
            }
        });
        marketData.completion().await(20, TimeUnit.SECONDS);

        Answer answer = get("/v1/marketdata/orderBook/L2?symbol=S1&depth=5");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(new JsonObject("""
            {"asked":{"operation":"orderBookL2","query":{"symbol":"S1","depth":"5"}}}\
            """));
        Answer refused = get("/v1/marketdata/orderBook/L2?symbol=S1&depth=6");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
        assertThat(refused.json().getString("code")).isEqualTo("not-entitled");
        marketData.unregister().await(20, TimeUnit.SECONDS);
    }

    @Test
    void theStateOfAnInstrumentIsWrittenInDecimalsAndLeavesOutWhatIsNotKnown() throws Exception {
        JsonObject state = valid("state", get("/v1/state/S00005"));
        assertThat(state).isEqualTo(new JsonObject("""
            {"id":5,"symbol":"S00005","priceDecimals":2,"sizeDecimals":0,"time":5000,
            "session":{"start":4000,"open":"102.00","last":"101.50","change":"-0.50","vwap":"101.234567"},
            "averages":[{"kind":"simple","period":"1m","price":"101.000000"}],
            "index":{"return":0.01,"relative":-0.015},
            "ticks":[{"time":5000,"price":"101.50","size":"20"},{"time":4500,"price":"102.00","size":"10"}],
            "signals":[{"sequence":4,"time":4000,"instrument":5,"symbol":"S00005","engine":"range","version":"1",
            "class":"NEW_LOW","strength":5000,"price":"101.00"}]}\
            """));
    }

    @Test
    void barsAreOldestFirstAndInDecimals() throws Exception {
        JsonObject bars = valid("bars", get("/v1/bars/S00005?period=1m&limit=2"));
        assertThat(bars).isEqualTo(new JsonObject("""
            {"symbol":"S00005","period":"1m","priceDecimals":2,"sizeDecimals":0,"bars":[
            {"start":23880000,"open":"100.00","high":"102.00","low":"99.00","close":"101.00",
                "volume":"700","trades":12},
            {"start":23940000,"open":"100.00","high":"102.00","low":"99.00","close":"101.00",
                "volume":"700","trades":12}]}\
            """));
        assertThat(valid("bars", get("/v1/bars/S00005?period=1d")).getJsonArray("bars"))
                .hasSize(300);
    }

    @Test
    void signalsOfAnInstrumentAreNewestFirst() throws Exception {
        JsonArray signals =
                valid("signals", get("/v1/signals?symbol=S00005&engine=range")).getJsonArray("signals");
        assertThat(signals).hasSize(2);
        assertThat(signals.getJsonObject(0).getString("class")).isEqualTo("NEW_LOW");
        assertThat(valid("signals", get("/v1/signals?engine=none")).getJsonArray("signals"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/instruments?search=aaaaaaaaaabbbbbbbbbbccccccccccddd, search",
        "/v1/instruments?offset=-1, offset",
        "/v1/instruments?offset=x, offset",
        "/v1/instruments?limit=10001, limit",
        "/v1/instruments?limit=1.5, limit",
        "/v1/instruments?colour=red, colour",
        "/v1/state/no%20symbol, symbol",
        "/v1/state/aaaaaaaaaabbbbbbbbbbccccccccccddd, symbol",
        "/v1/bars/S00001, period",
        "/v1/bars/S00001?period=2m, period",
        "/v1/bars/S00001?period=1m&limit=0, limit",
        "/v1/bars/S00001?period=1m&limit=5001, limit",
        "/v1/bars/$?period=1m, symbol",
        "/v1/signals?symbol=%22, symbol",
        "/v1/signals?engine=a%2Fb, engine",
        "/v1/signals?limit=0, limit",
        "/v1/signals?limit=1001, limit"
    })
    void aParameterThatIsNotAllowedIsNamed(String path, String field) throws Exception {
        Answer answer = get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().getString("field")).isEqualTo(field);
        assertThat(answer.json().getString("code")).isIn("invalid-parameter", "unknown-parameter");
        assertThat(answer.json().fieldNames())
                .containsExactlyInAnyOrder("type", "title", "status", "code", "detail", "field");
    }

    @ParameterizedTest
    @CsvSource({"/v1/state/NOPE", "/v1/bars/NOPE?period=1m", "/v1/signals?symbol=NOPE"})
    void anUnknownInstrumentIsNotFound(String path) throws Exception {
        Answer answer = get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().getString("code")).isEqualTo("unknown-instrument");
        assertThat(answer.json().getString("field")).isEqualTo("symbol");
    }

    @Test
    void anAbsentOwnerIsSaidToBeAbsentInTime() throws Exception {
        FakeCluster silent = new FakeCluster(10);
        WebGroup web = new WebGroup();
        web.deploy(silent.node(), Settings.of(Map.of("web.port", "0", "web.query-timeout", "100ms")))
                .await(20, TimeUnit.SECONDS);
        silent.fallSilent();
        Answer answer = call(HttpMethod.GET, web.port(), "/v1/bars/S00001?period=1m", Map.of());
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getString("code")).isEqualTo("owner-absent");
        web.stop().await(20, TimeUnit.SECONDS);
        silent.vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void anInstrumentThatGoesWhileTheProcessStartsIsGone() throws Exception {
        FakeCluster changing = new FakeCluster(10);
        changing.afterAsked(() -> changing.remove("S00003"));
        WebGroup web = new WebGroup();
        web.deploy(changing.node(), Settings.of(Map.of("web.port", "0"))).await(20, TimeUnit.SECONDS);

        Eventually.equal(9, () -> total(web.port()));

        web.stop().await(20, TimeUnit.SECONDS);
        changing.vertx.close().await(20, TimeUnit.SECONDS);
    }

    private static int total(int port) {
        try {
            return call(HttpMethod.GET, port, "/v1/instruments", Map.of())
                    .json()
                    .getInteger("total");
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void aMethodOrPathThatDoesNotExistIsAProblemToo() throws Exception {
        assertThat(call(HttpMethod.POST, WEB.port(), "/v1/instruments", Map.of())
                        .status())
                .isEqualTo(405);
        Answer nowhere = get("/v1/nowhere");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.json().getString("code")).isEqualTo("http-404");
        assertThat(get("/../../etc/passwd").status()).isEqualTo(404);
        assertThat(get("/docs").header("location")).isEqualTo("/docs/");
        assertThat(get("/docs/").status()).isEqualTo(200);
    }

    @Test
    void aNameThatIsNotTheServersIsRefused() throws Exception {
        Answer answer = call(HttpMethod.GET, WEB.port(), "/v1/instruments", Map.of("Host", "evil.example:80"));
        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.json().getString("field")).isEqualTo("Host");
        assertThat(call(HttpMethod.GET, WEB.port(), "/v1/instruments", Map.of("Host", "localhost:1"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/v1/instruments", "/eventbus/info", "/eventbus/websocket"})
    void anotherSitesPageIsRefused(String path) throws Exception {
        Answer answer = call(HttpMethod.GET, WEB.port(), path, Map.of("Origin", "https://evil.example"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().getString("code")).isEqualTo("foreign-origin");
    }

    @Test
    void noAnswerAllowsOtherOriginsAndAllAreGuarded() throws Exception {
        for (String path :
                new String[] {"/", "/eventbus/info", "/v1/instruments", "/openapi.yaml", "/docs/", "/nowhere"}) {
            Answer answer = get(path);
            assertThat(answer.header("access-control-allow-origin")).as(path).isNull();
            assertThat(answer.header("content-security-policy")).as(path).contains("default-src 'none'");
            assertThat(answer.header("x-content-type-options")).as(path).isEqualTo("nosniff");
        }
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgainAndIsCompressedWhereItMayBe() throws Exception {
        Answer plain = get("/openapi.yaml");
        String etag = plain.header("etag");
        assertThat(etag).isNotNull();
        Answer again = call(HttpMethod.GET, WEB.port(), "/openapi.yaml", Map.of("If-None-Match", String.valueOf(etag)));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body().length()).isZero();
        Answer compressed = call(HttpMethod.GET, WEB.port(), "/openapi.yaml", Map.of("Accept-Encoding", "gzip, br"));
        assertThat(compressed.header("content-encoding")).isEqualTo("gzip");
        assertThat(compressed.body().length()).isLessThan(plain.body().length() / 2);
    }

    @Test
    void headersAndBodiesOverTheLimitAreRefused() throws Exception {
        assertThat(statusLine("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(9_000) + "\r\n\r\n"))
                .endsWith(" 431 ");
        assertThat(statusLine("GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .endsWith(" 414 ");
    }

    /** The first line that the server answers to these bytes; a plain socket, since the server closes it at once. */
    private static String statusLine(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), WEB.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            byte[] line = socket.getInputStream().readNBytes(13);
            return new String(line, StandardCharsets.US_ASCII);
        }
    }

    private static JsonObject valid(String operation, Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        OpenAPIContract contract = Contract.read(CALLER, RestApi.CONTRACT)
                .await(20, TimeUnit.SECONDS)
                .enforced();
        ResponseValidator.create(CALLER, contract)
                .validate(ValidatableResponse.create(200, answer.body(), "application/json"), operation)
                .await(20, TimeUnit.SECONDS);
        return answer.json();
    }

    private static Answer get(String path) throws Exception {
        return call(HttpMethod.GET, WEB.port(), path, Map.of());
    }

    private static Answer call(HttpMethod method, int port, String path, Map<String, String> headers) throws Exception {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(path);
        headers.forEach(options::putHeader);
        // On a context of the caller, so that no part of an answer comes before its handler is set.
        Promise<Answer> answered = Promise.promise();
        CALLER.runOnContext(now -> HTTP.request(options)
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(body -> answer(response, body)))
                .onComplete(answered::complete, answered::fail));
        return answered.future().await(20, TimeUnit.SECONDS);
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
        Map<String, String> headers = new java.util.HashMap<>();
        response.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        return new Answer(response.statusCode(), headers, body);
    }
}
