package dev.bourse.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.exchange.protocol.Phase;
import dev.bourse.marketdata.bus.BusDoor;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Books on the event bus of a real node. */
class WatchedBooksIT {
    private static final String KEY = "deep-key";
    /** SHA-256 of the key. */
    private static final String HASH = "41c2319e32d7dc27d539b9c715a3c6ad6f8b30443e0e50885ffe0ecf713dc99f";

    private static final long PATIENCE = 20;
    private static final String ADDRESS = "marketdata.books.test";

    private final TradingDay day = new TradingDay();
    private final MarketDataGroup group = new MarketDataGroup((settings, options) -> from -> day);
    private final LinkedBlockingQueue<JsonObject> came = new LinkedBlockingQueue<>();
    private final JsonArray trades = new JsonArray();

    @TempDir
    private Path folder = Path.of("");

    private @Nullable TestNode node;

    @BeforeEach
    void start() throws Exception {
        TestNode own = TestNode.alone();
        node = own;
        Map<String, String> settings = Map.of(
                "marketdata.port",
                "0",
                "marketdata.multicast",
                "false",
                "marketdata.depth-keys",
                HASH,
                "marketdata.token-key",
                folder.resolve("none").toString(),
                "marketdata.folder",
                folder.toString());
        TestNode.await(group.deploy(own.node(), Settings.of(settings)));
        TestNode.await(bus().<JsonObject>consumer(ADDRESS, message -> came.add(message.body()))
                .completion());
    }

    @AfterEach
    void stop() {
        TestNode.await(group.stop());
        Objects.requireNonNull(node).close();
    }

    @Test
    @DisplayName("D1: who watches a book gets it whole, then its changes and trades, and whole again where he asks")
    void watched() throws Exception {
        day.buy(10, 9_990);
        JsonObject word = new JsonObject()
                .put("reader", "test")
                .put("address", ADDRESS)
                .put("books", new JsonObject().put("ACME/USD", 2));
        JsonObject answer = listed(word);
        JsonObject whole = book(book -> bids(book).equals("[9990,10,1]"));
        assertThat(whole.getInteger("priceDecimals")).isEqualTo(2);
        // What is traded before the outputs have been caught up with is no news.
        Eventually.equal(true, this::caughtUp);
        day.sell(4, 9_990);
        book(book -> book.containsKey("previous") && bids(book).equals("[9990,6,1]"));
        // A trade is told with the change that it made, or with the message before or after it.
        while (trades.isEmpty()) {
            book(book -> true);
        }
        assertThat(trades.getJsonArray(0).getLong(3)).isEqualTo(4);
        ask(BusDoor.WATCH + "." + answer.getString("server"), word.put("again", new JsonArray().add("ACME/USD")));
        assertThat(bids(book(book -> !book.containsKey("previous")))).isEqualTo("[9990,6,1]");
        day.phase(1, Phase.HALTED);
        book(book -> book.containsKey("previous") && book.getString("phase").equals("halted"));
    }

    @Test
    @DisplayName("E5: a key or a token says how deep; what is not allowed is refused as REST does it")
    void entitlement() {
        assertThat(ask(BusDoor.ENTITLEMENTS, new JsonObject().put("key", KEY)).getInteger("depth"))
                .isEqualTo(50);
        assertThat(ask(BusDoor.ENTITLEMENTS, new JsonObject().put("key", "other"))
                        .getInteger("depth"))
                .isEqualTo(5);
        assertThatThrownBy(() -> ask(BusDoor.WATCH, new JsonObject().put("reader", "test")))
                .isInstanceOfSatisfying(
                        ReplyException.class,
                        refused -> assertThat(refused.failureCode()).isEqualTo(400));
    }

    /** Says the word until the outputs that list the instrument have been read. */
    private JsonObject listed(JsonObject word) {
        for (; ; ) {
            JsonObject answer = ask(BusDoor.WATCH, word);
            if (answer.getJsonArray("unlisted").isEmpty()) {
                return answer;
            }
        }
    }

    private boolean caughtUp() {
        return Objects.requireNonNull(Objects.requireNonNull(node)
                        .node()
                        .telemetry()
                        .health()
                        .readiness()
                        .get("marketdata"))
                .up();
    }

    private EventBus bus() {
        return Objects.requireNonNull(node).node().vertx().eventBus();
    }

    private JsonObject ask(String address, JsonObject question) {
        return TestNode.await(bus().<JsonObject>request(address, question)).body();
    }

    /** The next book for which that holds. */
    private JsonObject book(Predicate<JsonObject> wanted) throws InterruptedException {
        for (; ; ) {
            JsonObject message = Objects.requireNonNull(came.poll(PATIENCE, TimeUnit.SECONDS), "no such book came");
            JsonObject book = message.getJsonArray("books").getJsonObject(0);
            trades.addAll(book.getJsonArray("trades", new JsonArray()));
            if (wanted.test(book)) {
                return book;
            }
        }
    }

    private static String bids(JsonObject book) {
        return book.getJsonArray("bids", new JsonArray()).encode();
    }
}
