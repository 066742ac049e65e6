package dev.bourse.marketdata.bus;

import dev.bourse.marketdata.market.InstrumentCopy;
import dev.bourse.marketdata.publish.Newest;
import dev.bourse.marketdata.publish.TradeBatch;
import dev.bourse.marketdata.rest.Documents;
import dev.bourse.marketdata.rest.Problem;
import dev.bourse.marketdata.rest.RestApi;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions of other processes ({@code docs/protocol/marketdata-bus.md}) and tells them what has changed. What
 * nobody listens to is lost: who wants all follows the exchange's outputs. Used on the server's event loop; the
 * cluster's event bus is spoken to on a context of its own.
 */
public final class BusDoor {
    /** Where questions are answered. */
    public static final String QUESTIONS = "marketdata.ask";

    /** Where changes are published. */
    public static final String CHANGES = "marketdata.changes";

    /** Books in a message; those beyond wait for the next. */
    private static final int MOST_BOOKS = 200;

    private static final int LEVELS = 5;
    private static final int FAILED = 500;

    private final Vertx clustered;
    private final Context busContext;
    private final RestApi rest;
    private final Newest newest;
    /** By an instrument's place, the copy that was told last. */
    private final Map<Integer, InstrumentCopy> told = new HashMap<>();

    private JsonArray trades = new JsonArray();
    private int nextPlace;
    private @Nullable MessageConsumer<JsonObject> consumer;

    public BusDoor(Vertx clustered, RestApi rest, Newest newest) {
        this.clustered = clustered;
        this.busContext = clustered.getOrCreateContext();
        this.rest = rest;
        this.newest = newest;
    }

    /** Answers from now on; completes once the cluster knows. */
    public Future<Void> open(Context server) {
        MessageConsumer<JsonObject> opened = clustered.eventBus().consumer(QUESTIONS);
        consumer = opened;
        opened.handler(question -> server.runOnContext(run -> answer(question)));
        return opened.completion();
    }

    /** Answers no more. */
    public Future<Void> close() {
        MessageConsumer<JsonObject> open = consumer;
        return open == null ? Future.succeededFuture() : open.unregister();
    }

    /** Trades that are to be told with the next changes; of more than a message's worth the oldest are left out. */
    public void trades(List<TradeBatch> batches) {
        for (TradeBatch batch : batches) {
            batch.trades()
                    .forEach(trade -> trades.add(Documents.trade(
                                    newest.get(batch.instrument()).definition(), trade)
                            .put(
                                    "symbol",
                                    newest.get(batch.instrument()).definition().symbol())));
        }
        while (trades.size() > MOST_BOOKS * LEVELS) {
            trades.remove(0);
        }
    }

    /** Tells what has changed since the last call; nothing where nothing has. */
    public void publish() {
        JsonArray books = new JsonArray();
        int size = newest.size();
        for (int looked = 0; looked < size && books.size() < MOST_BOOKS; looked++) {
            int place = nextPlace % size;
            nextPlace = place + 1;
            InstrumentCopy copy = newest.get(place);
            InstrumentCopy before = told.put(place, copy);
            if (before == null || before.book().number() != copy.book().number()) {
                books.add(Documents.book(copy, LEVELS));
            }
        }
        if (!books.isEmpty() || !trades.isEmpty()) {
            JsonObject changes = new JsonObject().put("books", books).put("trades", trades);
            trades = new JsonArray();
            busContext.runOnContext(run -> clustered.eventBus().publish(CHANGES, changes));
        }
    }

    private void answer(Message<JsonObject> question) {
        Map<String, String> query = new HashMap<>();
        JsonObject given = question.body().getJsonObject("query", new JsonObject());
        given.forEach(field -> query.put(field.getKey(), String.valueOf(field.getValue())));
        rest.ask(
                        question.body().getString("operation", ""),
                        query,
                        question.body().getString("authorization"))
                .onComplete(
                        document -> busContext.runOnContext(back -> question.reply(document)),
                        failure -> busContext.runOnContext(back -> fail(question, failure)));
    }

    private static void fail(Message<JsonObject> question, Throwable failure) {
        if (failure instanceof Problem problem) {
            question.fail(problem.status(), problem.document().encode());
        } else {
            question.fail(FAILED, String.valueOf(failure.getMessage()));
        }
    }
}
