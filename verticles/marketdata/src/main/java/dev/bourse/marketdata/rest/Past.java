package dev.bourse.marketdata.rest;

import dev.bourse.marketdata.archive.CandleArchive;
import dev.bourse.marketdata.candle.Candle;
import dev.bourse.marketdata.candle.CandleRing;
import dev.bourse.marketdata.candle.Period;
import dev.bourse.marketdata.market.BookCopy;
import dev.bourse.marketdata.market.BookHistory;
import dev.bourse.marketdata.market.InstrumentDefinition;
import dev.bourse.marketdata.market.InstrumentMarket;
import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.reader.MarketReader;
import dev.bourse.marketdata.trade.Trade;
import dev.bourse.marketdata.trade.TradeRing;
import dev.bourse.shared.rest.Problem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What has to be asked of the market's thread, or read from disk: books of the past, orders, candles, trades. The
 * market's thread only copies; documents are written on the event loop, files are read by workers.
 */
public final class Past {
    private final MarketReader reader;
    private final CandleArchive archive;
    private final Vertx vertx;

    /** @param vertx whose context the answers come on */
    public Past(MarketReader reader, CandleArchive archive, Vertx vertx) {
        this.reader = reader;
        this.archive = archive;
        this.vertx = vertx;
    }

    /** What to answer to everything once the market has ended: nothing that is known is the present any more. */
    public Optional<Problem> end() {
        return reader.failure().map(why -> Problem.of(503, "market-ended", why));
    }

    private record Books(List<BookCopy> books, boolean complete) {}

    private record Trades(List<Trade> trades, boolean complete) {}

    private record InMemory(List<Candle> candles, long oldest, boolean forgotten) {}

    private record RestingOrder(long id, boolean buy, long price, long displayed) {}

    private record Orders(long number, long time, List<RestingOrder> orders) {}

    Future<JsonObject> books(InstrumentDefinition of, Query query, int depth) {
        int limit = query.number("limit", 100);
        if (depth > InstrumentMarket.HISTORY_LEVELS) {
            throw Problem.ofField(
                    400,
                    "invalid-parameter",
                    "depth",
                    "Books of the past have " + InstrumentMarket.HISTORY_LEVELS + " levels, not " + depth,
                    "1 to " + InstrumentMarket.HISTORY_LEVELS);
        }
        return ask(market -> {
                    BookHistory history = market(market, of).history();
                    boolean complete = query.from() >= market.begins()
                            && (!history.hasForgotten() || query.from() >= history.oldest());
                    return new Books(history.between(query.from(), query.to(), limit), complete);
                })
                .map(found -> {
                    if (found.books.isEmpty() && !found.complete) {
                        throw Problem.ofField(
                                422,
                                "history-not-kept",
                                "startTime",
                                "Books of that time are no longer kept",
                                "a time since the oldest book that is kept");
                    }
                    return Documents.books(of, found.books, found.complete, depth);
                });
    }

    Future<JsonObject> orders(InstrumentDefinition of, int depth) {
        return ask(market -> {
                    InstrumentMarket instrument = market(market, of);
                    List<RestingOrder> orders = new ArrayList<>();
                    for (boolean side : new boolean[] {true, false}) {
                        instrument
                                .book()
                                .visit(
                                        side,
                                        depth,
                                        (id, buy, price, displayed) ->
                                                orders.add(new RestingOrder(id, buy, price, displayed)));
                    }
                    return new Orders(instrument.number(), instrument.time(), orders);
                })
                .map(found -> {
                    JsonArray bids = new JsonArray();
                    JsonArray asks = new JsonArray();
                    for (RestingOrder order : found.orders) {
                        (order.buy ? bids : asks).add(Documents.order(of, order.id, order.price, order.displayed));
                    }
                    return new JsonObject()
                            .put("symbol", of.symbol())
                            .put("number", found.number)
                            .put("time", found.time)
                            .put("bids", bids)
                            .put("asks", asks);
                });
    }

    Future<JsonObject> trades(InstrumentDefinition of, Query query) {
        return ask(market -> {
                    TradeRing ring = market(market, of).trades();
                    List<Trade> found = ring.between(query.from(), query.to(), query.number("limit", 100));
                    boolean complete = ring.oldest() == 0
                            ? query.from() >= market.begins()
                            : ring.get(ring.oldest()).time() < query.from();
                    return new Trades(found, complete);
                })
                .map(found -> {
                    JsonArray trades = new JsonArray();
                    found.trades.forEach(trade -> trades.add(Documents.trade(of, trade)));
                    return new JsonObject()
                            .put("symbol", of.symbol())
                            .put("complete", found.complete)
                            .put("trades", trades);
                });
    }

    Future<JsonObject> candles(InstrumentDefinition of, Query query) {
        Period period = Period.ofSeconds(query.number("resolution", 60)).orElseThrow();
        int limit = query.number("limit", 500);
        return ask(market -> {
                    CandleRing ring = market(market, of).candles().ring(period);
                    long oldest = ring.size() == 0
                            ? Long.MAX_VALUE
                            : ring.newest(ring.size() - 1).start();
                    boolean forgotten = ring.hasForgotten() || market.since() > 0;
                    return new InMemory(ring.between(query.from(), query.to()), oldest, forgotten);
                })
                .compose(found -> {
                    int missing = limit - found.candles.size();
                    boolean older = found.forgotten && missing > 0 && query.from() < found.oldest;
                    return older
                            ? vertx.executeBlocking(() -> archive.read(
                                            of.id(), period, query.from(), Math.min(query.to(), found.oldest), missing))
                                    .map(disk -> joined(disk, found.candles))
                            : Future.succeededFuture(found.candles);
                })
                .map(candles -> {
                    JsonArray array = new JsonArray();
                    candles.subList(Math.max(0, candles.size() - limit), candles.size())
                            .forEach(candle -> array.add(Documents.candle(of, candle)));
                    return new JsonObject()
                            .put("symbol", of.symbol())
                            .put("resolution", period.seconds())
                            .put("candles", array);
                });
    }

    private static List<Candle> joined(List<Candle> older, List<Candle> newer) {
        List<Candle> all = new ArrayList<>(older);
        all.addAll(newer);
        return all;
    }

    private static InstrumentMarket market(Market market, InstrumentDefinition of) {
        return Objects.requireNonNull(market.instrument(of.id()));
    }

    private <T> Future<T> ask(Function<Market, T> question) {
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        boolean taken = reader.ask(
                question,
                answer -> context.runOnContext(back -> promise.complete(answer)),
                fault -> context.runOnContext(back -> promise.fail(fault)));
        return taken
                ? promise.future()
                : Future.failedFuture(
                        Problem.of(503, "overloaded", "Too many questions wait already; ask again in a moment"));
    }
}
