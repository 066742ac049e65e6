package dev.bourse.marketdata.bus;

import dev.bourse.marketdata.publish.TradeBatch;
import dev.bourse.marketdata.rest.Entitlements;
import dev.bourse.marketdata.rest.RestApi;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.rest.Problem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Answers questions of other processes ({@code docs/protocol/marketdata-bus.md}) and sends them the books that they
 * watch. Used on the server's event loop; the cluster's event bus is spoken to on a context of its own.
 */
public final class BusDoor {
    /** Where questions are answered. */
    public static final String QUESTIONS = "marketdata.ask";

    /** Where readers say what they watch; behind a dot and the name of a process that process alone is asked. */
    public static final String WATCH = "marketdata.watch";

    /** Where is answered how deep books a key or a token allows. */
    public static final String ENTITLEMENTS = "marketdata.entitlement";

    private static final int FAILED = 500;

    private final Vertx clustered;
    private final Context busContext;
    private final RestApi rest;
    private final Readers readers;
    private final Entitlements entitlements;
    private final Clock clock;
    private final List<MessageConsumer<JsonObject>> consumers = new ArrayList<>();

    /** @param clock tells when a reader was heard of */
    public BusDoor(Vertx clustered, RestApi rest, Readers readers, Entitlements entitlements, Clock clock) {
        this.clustered = clustered;
        this.busContext = clustered.getOrCreateContext();
        this.rest = rest;
        this.readers = readers;
        this.entitlements = entitlements;
        this.clock = clock;
    }

    /** Answers from now on; completes once the cluster knows. */
    public Future<Void> open(Context server) {
        return Future.all(List.of(
                        consume(QUESTIONS, server, this::answer),
                        consume(ENTITLEMENTS, server, this::entitle),
                        consume(WATCH, server, this::watch),
                        consume(WATCH + "." + readers.server(), server, this::watch)))
                .mapEmpty();
    }

    /** Answers no more. */
    public Future<Void> close() {
        return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
                .mapEmpty();
    }

    /** Trades that are to be told with the next books. */
    public void trades(List<TradeBatch> batches) {
        readers.trades(batches);
    }

    /** Tells readers what has changed of what they watch. */
    public void tell() {
        readers.tell(
                clock.millis(),
                (address, message) ->
                        busContext.runOnContext(run -> clustered.eventBus().send(address, message)));
    }

    private Future<Void> consume(String address, Context server, Consumer<Message<JsonObject>> handler) {
        MessageConsumer<JsonObject> opened = clustered.eventBus().consumer(address);
        consumers.add(opened);
        opened.handler(question -> server.runOnContext(run -> handler.accept(question)));
        return opened.completion();
    }

    private void watch(Message<JsonObject> question) {
        try {
            reply(question, readers.watch(question.body(), clock.millis()));
        } catch (Problem problem) {
            busContext.runOnContext(back -> fail(question, problem));
        }
    }

    private void entitle(Message<JsonObject> question) {
        int depth = question.body().getValue("key") instanceof String key
                ? entitlements.depthOfKey(key)
                : Entitlements.PUBLIC_DEPTH;
        reply(question, new JsonObject().put("depth", depth));
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
                        document -> reply(question, document),
                        failure -> busContext.runOnContext(back -> fail(question, failure)));
    }

    private void reply(Message<JsonObject> question, JsonObject answer) {
        busContext.runOnContext(back -> question.reply(answer));
    }

    private static void fail(Message<JsonObject> question, Throwable failure) {
        if (failure instanceof Problem problem) {
            question.fail(problem.status(), problem.document().encode());
        } else {
            question.fail(FAILED, String.valueOf(failure.getMessage()));
        }
    }
}
