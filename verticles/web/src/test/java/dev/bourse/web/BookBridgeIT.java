package dev.bourse.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.config.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** D1, E5: order books on their way from the event bus to browsers, with a market data group that the test plays. */
class BookBridgeIT {
    private static final String KEY = "a key";

    private final FakeCluster cluster = new FakeCluster(100);
    private final WebGroup web = new WebGroup();
    private final Vertx browsers = Vertx.vertx();
    private final BlockingQueue<JsonObject> words = new LinkedBlockingQueue<>();
    private long sequence;

    @BeforeEach
    void start() throws Exception {
        web.deploy(cluster.node(), Settings.of(Map.of("web.port", "0"))).await(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        web.stop().await(20, TimeUnit.SECONDS);
        browsers.close().await(20, TimeUnit.SECONDS);
        cluster.vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("only what browsers show is watched; they get the whole book and then its changes")
    void wholeAndChanges() throws Exception {
        marketData("one");
        Browser browser = showing("S00007", 5);
        JsonObject word = word(said -> said.getJsonObject("books").size() == 1);
        assertThat(word.getJsonObject("books")).isEqualTo(new JsonObject().put("S00007", 5));
        send(
                word,
                "one",
                book("S00007", 10).put("bids", new JsonArray().add(100).add(5).add(1)));
        JsonObject whole = browser.frame(frame -> live(frame)).getJsonObject("book");
        assertThat(whole.getJsonArray("bids").encode()).isEqualTo("[[100,5,1]]");
        assertThat(whole.containsKey("previous")).isFalse();
        send(
                word,
                "one",
                book("S00007", 11)
                        .put("previous", 10)
                        .put("bids", new JsonArray().add(100).add(6).add(2)));
        JsonObject change = browser.frame(frame -> live(frame)).getJsonObject("book");
        assertThat(change.getLong("previous")).isEqualTo(10);
        assertThat(change.getJsonArray("bids").encode()).isEqualTo("[[100,6,2]]");
        browser.close();
        word(said -> said.getJsonObject("books").isEmpty());
    }

    @Test
    @DisplayName("after a change that does not fit the book is asked for whole, and shown again from then on")
    void gap() throws Exception {
        marketData("one");
        Browser browser = showing("S00007", 5);
        JsonObject word = word(said -> !said.getJsonObject("books").isEmpty());
        send(
                word,
                "one",
                book("S00007", 10).put("bids", new JsonArray().add(100).add(5).add(1)));
        browser.frame(frame -> live(frame));
        words.clear();
        send(word, "one", book("S00007", 13).put("previous", 12));
        JsonObject again = word(said -> said.getJsonArray("again").encode().equals("[\"S00007\"]"));
        send(
                again,
                "one",
                book("S00007", 13).put("bids", new JsonArray().add(101).add(1).add(1)));
        assertThat(browser.frame(frame ->
                                live(frame) && frame.getJsonObject("book").getLong("number") == 13)
                        .getJsonObject("book")
                        .getJsonArray("bids")
                        .encode())
                .isEqualTo("[[101,1,1],[100,0,0]]");
    }

    @Test
    @DisplayName("without a market data group the page is told so; one that comes is found")
    void absent() throws Exception {
        Browser browser = showing("S00007", 5);
        browser.frame(frame -> state(frame).equals("absent"));
        marketData("late");
        JsonObject word = word(said -> true);
        send(word, "late", book("S00007", 10));
        browser.frame(frame -> live(frame));
    }

    @Test
    @DisplayName("E5: ten levels are denied to anybody, and shown to who has a key; a wrong key changes nothing")
    void entitlement() throws Exception {
        marketData("one");
        Browser browser = showing("S00007", 10);
        JsonObject refusal = browser.reply("view");
        assertThat(refusal.getInteger("failureCode")).isEqualTo(403);
        assertThat(refusal.getString("message")).startsWith("book.depth: '10' is not allowed; allowed is 1 to 5");
        browser.request("authenticate", new JsonObject().put("key", "wrong"), "wrong");
        assertThat(browser.reply("wrong").getString("message")).isEqualTo("key: is not known, or has expired");
        browser.request("authenticate", new JsonObject(), "none");
        assertThat(browser.reply("none").getInteger("failureCode")).isEqualTo(400);
        browser.request("authenticate", new JsonObject().put("key", KEY), "right");
        assertThat(browser.reply("right").getJsonObject("body"))
                .isEqualTo(new JsonObject().put("ok", true).put("depth", 50));
        view(browser, "S00007", 10);
        assertThat(word(said -> !said.getJsonObject("books").isEmpty()).getJsonObject("books"))
                .isEqualTo(new JsonObject().put("S00007", 10));
        Browser other = showing("S00007", 10);
        assertThat(other.reply("view").getInteger("failureCode"))
                .as("a key counts for its own socket")
                .isEqualTo(403);
    }

    private void marketData(String server) throws Exception {
        consume("marketdata.watch", question -> watched(question, server));
        consume("marketdata.watch." + server, question -> watched(question, server));
        consume(
                "marketdata.entitlement",
                question -> question.reply(
                        new JsonObject().put("depth", KEY.equals(question.body().getString("key")) ? 50 : 5)));
    }

    private void consume(String address, io.vertx.core.Handler<Message<JsonObject>> handler) throws Exception {
        MessageConsumer<JsonObject> consumer = cluster.vertx.eventBus().consumer(address, handler);
        consumer.completion().await(20, TimeUnit.SECONDS);
    }

    private void watched(Message<JsonObject> question, String server) {
        words.add(question.body());
        question.reply(new JsonObject().put("server", server).put("unlisted", new JsonArray()));
    }

    private JsonObject word(Predicate<JsonObject> wanted) throws InterruptedException {
        for (; ; ) {
            JsonObject word = words.poll(20, TimeUnit.SECONDS);
            assertThat(word).as("what is watched").isNotNull();
            if (word != null && wanted.test(word)) {
                return word;
            }
        }
    }

    private void send(JsonObject word, String server, JsonObject book) {
        JsonObject message = new JsonObject()
                .put("server", server)
                .put("sequence", ++sequence)
                .put("books", new JsonArray().add(book));
        cluster.vertx.eventBus().send(word.getString("address"), message);
    }

    private static JsonObject book(String symbol, long number) {
        return new JsonObject()
                .put("symbol", symbol)
                .put("depth", 5)
                .put("priceDecimals", 2)
                .put("sizeDecimals", 0)
                .put("number", number)
                .put("time", 1_000_000)
                .put("phase", "continuous")
                .put("bids", new JsonArray())
                .put("asks", new JsonArray());
    }

    private Browser showing(String symbol, int depth) throws Exception {
        Browser browser = Browser.raw(browsers, web.port());
        browser.register();
        view(browser, symbol, depth);
        return browser;
    }

    private static void view(Browser browser, String symbol, int depth) {
        JsonObject rows =
                new JsonObject().put("sort", "symbol").put("offset", 0).put("limit", 0);
        browser.request(
                "view",
                new JsonObject()
                        .put("rows", rows)
                        .put("book", new JsonObject().put("symbol", symbol).put("depth", depth)),
                "view");
    }

    private static String state(JsonObject frame) {
        return frame.getJsonObject("book", new JsonObject()).getString("state", "");
    }

    private static boolean live(JsonObject frame) {
        return state(frame).equals("live");
    }
}
