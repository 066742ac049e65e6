package dev.bourse.marketdata.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.marketdata.candle.Period;
import dev.bourse.marketdata.market.BookCopy;
import dev.bourse.marketdata.market.InstrumentCopy;
import dev.bourse.marketdata.market.InstrumentDefinition;
import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.market.MarketLimits;
import dev.bourse.marketdata.market.MarketListener;
import dev.bourse.marketdata.market.WildMarket;
import dev.bourse.marketdata.publish.Newest;
import dev.bourse.marketdata.publish.TradeBatch;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class SessionsTest {
    private static final long PATIENCE = 10_000;

    /** A client that keeps a book as the protocol says, and whose line can be full. */
    private static final class Client implements Line {
        final List<JsonObject> messages = new ArrayList<>();
        final TreeMap<String, String> bids = new TreeMap<>();
        final TreeMap<String, String> asks = new TreeMap<>();
        long number;
        long conflated;
        boolean full;
        String cut = "";

        @Override
        public boolean isFull() {
            return full;
        }

        @Override
        public void send(String text) {
            JsonObject message = new JsonObject(text);
            messages.add(message);
            if (message.getString("type").equals("book")) {
                bids.clear();
                asks.clear();
                conflated += message.getLong("conflated", 0L);
            } else if (message.getString("type").equals("change")) {
                assertThat(message.getLong("previous")).isEqualTo(number);
            } else {
                return;
            }
            number = message.getLong("number");
            apply(bids, message.getJsonArray("bids"));
            apply(asks, message.getJsonArray("asks"));
        }

        @Override
        public void cut(String reason) {
            cut = reason;
        }

        private static void apply(TreeMap<String, String> side, JsonArray levels) {
            for (int i = 0; i < levels.size(); i++) {
                JsonArray level = levels.getJsonArray(i);
                if (level.getInteger(2) == 0) {
                    assertThat(side.remove(level.getString(0))).isNotNull();
                } else {
                    side.put(level.getString(0), level.getString(1) + " of " + level.getInteger(2));
                }
            }
        }
    }

    private static final class Exchange {
        final WildMarket wild;
        final Market market = new Market(MarketLimits.USUAL, (id, period, candle) -> {}, new MarketListener() {});
        final List<TradeBatch> trades = new ArrayList<>();
        final Newest newest = new Newest(10, 50, trades::add);

        Exchange(long seed) {
            wild = new WildMarket(seed);
            go(100);
        }

        void go(int commands) {
            wild.next(commands, market::onOutput);
            trades.clear();
            newest.publish(market);
        }
    }

    private static TreeMap<String, String> side(InstrumentCopy copy, boolean buy, int depth) {
        TreeMap<String, String> levels = new TreeMap<>();
        InstrumentDefinition of = copy.definition();
        long[] side = copy.book().upTo(depth).side(buy);
        for (int at = 0; at < side.length; at += BookCopy.LEVEL) {
            levels.put(of.price(side[at]), of.quantity(side[at + 1]) + " of " + side[at + 2]);
        }
        return levels;
    }

    @Property(tries = 20)
    @Label("E5, D3: a client that applies snapshot and changes has the book at the number told, however slow it is, and"
            + " is told what was conflated")
    void books(@ForAll long seed) {
        Exchange exchange = new Exchange(seed);
        SplittableRandom random = new SplittableRandom(seed);
        Sessions sessions = new Sessions(seed, PATIENCE);
        Client client = new Client();
        sessions.open(client).subscribe(new Subscription.Book(1, 5));
        for (int i = 0; i < 300; i++) {
            exchange.go(1 + random.nextInt(10));
            client.full = random.nextInt(4) == 0;
            sessions.tick(exchange.newest, exchange.trades, i);
            if (!client.full) {
                InstrumentCopy copy = exchange.newest.get(1);
                assertThat(client.number).isEqualTo(copy.book().number());
                assertThat(client.bids).isEqualTo(side(copy, true, 5));
                assertThat(client.asks).isEqualTo(side(copy, false, 5));
            }
        }
        assertThat(sessions.conflations()).isGreaterThanOrEqualTo(client.conflated);
        assertThat(client.conflated).isPositive();
    }

    @Example
    @Label("D3: trades that a slow client did not get are counted and told before the next ones")
    void trades() {
        Exchange exchange = new Exchange(3);
        Sessions sessions = new Sessions(1, PATIENCE);
        Client slow = new Client();
        Client quick = new Client();
        sessions.open(slow).subscribe(new Subscription.Trades(0));
        sessions.open(quick).subscribe(new Subscription.Trades(0));
        slow.full = true;
        for (int i = 0; i < 50; i++) {
            exchange.go(10);
            sessions.tick(exchange.newest, exchange.trades, i);
        }
        long all = count(quick);
        slow.full = false;
        sessions.tick(exchange.newest, List.of(), 51);
        assertThat(all).isPositive();
        assertThat(slow.messages)
                .containsExactly(new JsonObject()
                        .put("type", "missed")
                        .put("symbol", "S1")
                        .put("channel", "trades")
                        .put("trades", all));
        exchange.go(200);
        sessions.tick(exchange.newest, exchange.trades, 52);
        assertThat(slow.messages.getLast()).isEqualTo(quick.messages.getLast());
    }

    private static long count(Client client) {
        return client.messages.stream()
                .mapToLong(message -> message.getJsonArray("trades").size())
                .sum();
    }

    @Example
    @Label("A client that takes nothing for longer than the patience is cut off and told why")
    void patience() {
        Exchange exchange = new Exchange(4);
        Sessions sessions = new Sessions(1, PATIENCE);
        Client client = new Client();
        sessions.open(client).subscribe(new Subscription.Book(0, 5));
        client.full = true;
        sessions.tick(exchange.newest, exchange.trades, 0);
        sessions.tick(exchange.newest, exchange.trades, PATIENCE);
        assertThat(client.cut).isEmpty();
        sessions.tick(exchange.newest, exchange.trades, PATIENCE + 1);
        assertThat(client.cut).isEqualTo("took nothing for 10000 ms");
    }

    @Example
    @Label("E5: clients are served in another order each time, so that each of them is first now and then")
    void fairness() {
        Exchange exchange = new Exchange(5);
        Sessions sessions = new Sessions(9, PATIENCE);
        List<Integer> served = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int me = i;
            sessions.open(new Line() {
                        @Override
                        public boolean isFull() {
                            return false;
                        }

                        @Override
                        public void send(String text) {
                            served.add(me);
                        }

                        @Override
                        public void cut(String reason) {}
                    })
                    .subscribe(new Subscription.Book(0, 5));
        }
        Set<Integer> first = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            exchange.go(20);
            served.clear();
            sessions.tick(exchange.newest, exchange.trades, i);
            if (!served.isEmpty()) {
                assertThat(served).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
                first.add(served.getFirst());
            }
        }
        assertThat(first).hasSize(8);
    }

    @Example
    @Label("A candle that came to its end is told as complete before the one that grows")
    void candles() {
        Exchange exchange = new Exchange(6);
        Sessions sessions = new Sessions(1, PATIENCE);
        Client client = new Client();
        sessions.open(client).subscribe(new Subscription.Candles(0, Period.SECOND));
        for (int i = 0; i < 200; i++) {
            exchange.go(5);
            sessions.tick(exchange.newest, exchange.trades, i);
        }
        long growing = -1;
        int complete = 0;
        for (JsonObject message : client.messages) {
            if (message.getBoolean("complete")) {
                complete++;
            } else {
                assertThat(message.getLong("start")).isGreaterThanOrEqualTo(growing);
                growing = message.getLong("start");
            }
        }
        assertThat(complete).isPositive();
        assertThat(client.messages.stream()
                        .filter(m -> m.getBoolean("complete"))
                        .map(m -> m.getLong("start")))
                .doesNotHaveDuplicates();
    }
}
