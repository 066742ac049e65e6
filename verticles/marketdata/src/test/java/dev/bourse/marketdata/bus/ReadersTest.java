package dev.bourse.marketdata.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.marketdata.market.BookCopy;
import dev.bourse.marketdata.market.InstrumentCopy;
import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.market.MarketLimits;
import dev.bourse.marketdata.market.MarketListener;
import dev.bourse.marketdata.market.WildMarket;
import dev.bourse.marketdata.publish.Newest;
import dev.bourse.marketdata.publish.TradeBatch;
import dev.bourse.marketdata.rest.Directory;
import dev.bourse.shared.rest.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class ReadersTest {
    private static final String ADDRESS = "marketdata.books.test";

    private final Market market = new Market(MarketLimits.USUAL, (id, period, candle) -> {}, new MarketListener() {});
    private final List<TradeBatch> trades = new ArrayList<>();
    private final Newest newest = new Newest(10, 50, trades::add);
    private final Readers readers = new Readers(newest, new Directory(newest), "here");
    private final List<JsonObject> sent = new ArrayList<>();

    private void go(WildMarket wild, int commands) {
        wild.next(commands, market::onOutput);
        newest.publish(market);
        readers.trades(trades);
        trades.clear();
    }

    private void tell(long now) {
        readers.tell(now, (address, message) -> {
            assertThat(address).isEqualTo(ADDRESS);
            sent.add(message);
        });
    }

    private static JsonObject word(JsonObject books, String... again) {
        return new JsonObject()
                .put("reader", "test")
                .put("address", ADDRESS)
                .put("books", books)
                .put("again", new JsonArray(List.of(again)));
    }

    private String symbol(int place) {
        return newest.get(place).definition().symbol();
    }

    @Property(tries = 20)
    @Label("D1, E5: who applies snapshot and changes has the book at the number told, and each trade since he watches")
    void books(@ForAll long seed) {
        // One market for each try.
        new ReadersTest().follow(seed);
    }

    private void follow(long seed) {
        WildMarket wild = new WildMarket(seed);
        go(wild, 200);
        String symbol = symbol(0);
        assertThat(readers.watch(word(new JsonObject().put(symbol, 5).put("NOPE", 5)), 0))
                .isEqualTo(new JsonObject().put("server", "here").put("unlisted", new JsonArray().add("NOPE")));
        long before = market.instruments().getFirst().trades().count();
        Watcher watcher = new Watcher();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            go(wild, 1 + random.nextInt(10));
            if (random.nextInt(3) == 0) {
                tell(0);
                sent.forEach(watcher::take);
                sent.clear();
                InstrumentCopy copy = newest.get(0);
                assertThat(watcher.number).isEqualTo(copy.book().number());
                assertThat(watcher.bids).isEqualTo(side(copy, true));
                assertThat(watcher.asks).isEqualTo(side(copy, false));
                assertThat(watcher.trades)
                        .isEqualTo(market.instruments().getFirst().trades().count() - before);
            }
        }
    }

    @Example
    @Label("D1: only what is watched is sent, and nothing after the last word but one that came too late")
    void onlyWhatIsWatched() {
        WildMarket wild = new WildMarket(1);
        go(wild, 300);
        tell(0);
        assertThat(sent).isEmpty();
        readers.watch(word(new JsonObject().put(symbol(0), 5)), 0);
        tell(0);
        assertThat(symbols()).containsExactly(symbol(0));
        tell(1);
        assertThat(sent).as("nothing has changed").isEmpty();
        readers.watch(word(new JsonObject().put(symbol(1), 5)), 5_000);
        go(wild, 100);
        tell(5_000);
        assertThat(symbols()).containsExactly(symbol(1));
        go(wild, 100);
        tell(5_000 + Readers.LEASE_MILLIS);
        assertThat(sent).as("it fell silent").isEmpty();
        readers.watch(word(new JsonObject().put(symbol(1), 5)), 20_000);
        readers.watch(word(new JsonObject()), 20_000);
        tell(20_000);
        assertThat(sent).as("it watches nothing any more").isEmpty();
    }

    @Example
    @Label("a book comes whole again for who asks, and for who watches it deeper or less deep")
    void wholeAgain() {
        WildMarket wild = new WildMarket(1);
        go(wild, 300);
        JsonObject books = new JsonObject().put(symbol(0), 5);
        readers.watch(word(books), 0);
        tell(0);
        go(wild, 20);
        tell(0);
        readers.watch(word(books, symbol(0)), 0);
        tell(0);
        readers.watch(word(new JsonObject().put(symbol(0), 10)), 0);
        tell(0);
        List<Boolean> whole = sent.stream()
                .map(message -> !message.getJsonArray("books").getJsonObject(0).containsKey("previous"))
                .toList();
        assertThat(whole).containsExactly(true, false, true, true);
        assertThat(sent.stream().map(message -> message.getLong("sequence"))).containsExactly(1L, 2L, 3L, 4L);
        assertThat(sent.getLast().getJsonArray("books").getJsonObject(0).getInteger("depth"))
                .isEqualTo(10);
    }

    @Example
    @Label("what is not allowed names the field and changes nothing")
    void faults() {
        assertThatThrownBy(() -> readers.watch(new JsonObject().put("reader", "x"), 0))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.field()).isEqualTo("address"));
        assertThatThrownBy(() -> readers.watch(word(new JsonObject().put("A", 51)), 0))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.field()).isEqualTo("books.A");
                    assertThat(problem.allowed()).isEqualTo("1 to 50");
                });
        tell(0);
        assertThat(sent).isEmpty();
    }

    private List<String> symbols() {
        List<String> symbols = new ArrayList<>();
        sent.forEach(message ->
                message.getJsonArray("books").forEach(book -> symbols.add(((JsonObject) book).getString("symbol"))));
        sent.clear();
        return symbols;
    }

    private static TreeMap<Long, String> side(InstrumentCopy copy, boolean buy) {
        BookScale scale = BookScale.of(copy.definition()).orElseThrow();
        TreeMap<Long, String> levels = new TreeMap<>();
        long[] side = copy.book().upTo(5).side(buy);
        for (int at = 0; at < side.length; at += BookCopy.LEVEL) {
            levels.put(scale.price(side[at]), scale.size(side[at + 1]) + " of " + side[at + 2]);
        }
        return levels;
    }

    /** Keeps a book as the protocol says. */
    private static final class Watcher {
        private final TreeMap<Long, String> bids = new TreeMap<>();
        private final TreeMap<Long, String> asks = new TreeMap<>();
        private long number;
        private long trades;

        void take(JsonObject message) {
            JsonObject book = message.getJsonArray("books").getJsonObject(0);
            if (book.containsKey("previous")) {
                assertThat(book.getLong("previous")).isEqualTo(number);
            } else {
                bids.clear();
                asks.clear();
            }
            number = book.getLong("number");
            apply(bids, book.getJsonArray("bids"));
            apply(asks, book.getJsonArray("asks"));
            trades += book.getJsonArray("trades", new JsonArray()).size() + book.getLong("tradesMissed", 0L);
        }

        private static void apply(TreeMap<Long, String> side, JsonArray levels) {
            for (int at = 0; at < levels.size(); at += BookCopy.LEVEL) {
                long price = levels.getLong(at);
                if (levels.getLong(at + 2) == 0) {
                    assertThat(side.remove(price)).isNotNull();
                } else {
                    side.put(price, levels.getLong(at + 1) + " of " + levels.getLong(at + 2));
                }
            }
        }
    }
}
