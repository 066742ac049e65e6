package dev.bourse.standalone.participants;

import dev.bourse.gateway.desk.Programs.Credentials;
import dev.bourse.standalone.participants.Intention.Kind;
import dev.bourse.standalone.participants.OpenOrders.Open;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A participant at its WebSocket: logs in, cancels what an earlier run left open, hears of its orders, and acts. Comes
 * again where the connection ends. On one context.
 */
final class Trader {
    /** The gateway allows 64; who waits for so many is not asked to do more. */
    private static final int MOST_AWAITED = 16;

    private static final long RETRY_MILLIS = 1_000;

    private final Vertx vertx;
    private final GatewayCalls calls;
    private final Credentials who;
    private final Strategy strategy;
    private final Map<String, Tape> tapes;
    private final Crowd.Counts counts;
    private final OpenOrders own = new OpenOrders();
    private final Map<String, Intention> awaited = new HashMap<>();
    private @Nullable WebSocket socket;
    private boolean ready;
    private boolean closed;
    private long ids;

    /** @param tapes by symbol, those of the stocks that it trades */
    Trader(
            Vertx vertx,
            GatewayCalls calls,
            Credentials who,
            Strategy strategy,
            Map<String, Tape> tapes,
            Crowd.Counts counts) {
        this.vertx = vertx;
        this.calls = calls;
        this.who = who;
        this.strategy = strategy;
        this.tapes = tapes;
        this.counts = counts;
    }

    void connect() {
        if (closed) {
            return;
        }
        calls.sockets()
                .connect(new WebSocketConnectOptions()
                        .setHost(calls.endpoint().host())
                        .setPort(calls.endpoint().port())
                        .setURI(GatewayCalls.SOCKETS))
                .onSuccess(this::begin)
                .onFailure(failed -> {
                    counts.failed(who.user() + ": " + failed.getMessage());
                    again();
                });
    }

    void close() {
        closed = true;
        if (socket != null) {
            socket.close();
        }
    }

    /** Does what it has a mind to in a stock; false if it has none, or too much under way. */
    boolean act(Tape tape, SplittableRandom random) {
        WebSocket current = socket;
        if (current == null || !ready || awaited.size() >= MOST_AWAITED) {
            return false;
        }
        return strategy.decide(tape, own, random)
                .map(intention -> {
                    String id = String.valueOf(++ids);
                    awaited.put(id, intention);
                    current.writeTextMessage(
                            message(intention).put("type", "call").put("id", id).encode());
                    return true;
                })
                .orElse(false);
    }

    private void begin(WebSocket opened) {
        if (closed) {
            opened.close();
            return;
        }
        socket = opened;
        own.clear();
        awaited.clear();
        opened.textMessageHandler(text -> heard(opened, new JsonObject(text)));
        opened.closeHandler(ended -> {
            if (!closed) {
                counts.failed(who.user() + ": closed with " + opened.closeStatusCode() + " " + opened.closeReason());
            }
            socket = null;
            ready = false;
            again();
        });
        opened.writeTextMessage(calls.login(who).put("id", "login").encode());
    }

    private void again() {
        if (!closed) {
            vertx.setTimer(RETRY_MILLIS, fired -> connect());
        }
    }

    private void heard(WebSocket from, JsonObject message) {
        String id = message.getString("id", "");
        switch (message.getString("type")) {
            case "answer" -> answered(from, id, message.getJsonObject("body"));
            case "problem" -> refused(from, id, message.getJsonObject("problem"));
            case "event" -> happened(message);
            default -> {}
        }
    }

    private void answered(WebSocket from, String id, JsonObject body) {
        switch (id) {
            case "login" ->
                from.writeTextMessage(new JsonObject()
                        .put("type", "call")
                        .put("id", "clear")
                        .put("call", "cancelAll")
                        .encode());
            case "clear" ->
                from.writeTextMessage(new JsonObject()
                        .put("type", "subscribe")
                        .put("id", "subscribe")
                        .encode());
            case "subscribe" -> ready = true;
            default -> settle(awaited.remove(id), body);
        }
    }

    private void settle(@Nullable Intention intention, JsonObject body) {
        counts.answered();
        switch (intention) {
            case Intention.Place place -> {
                if (body.getString("status").equals("new")) {
                    own.put(new Open(
                            body.getString("id"),
                            place.stock(),
                            place.buy(),
                            place.priceTicks(),
                            Long.parseLong(body.getString("remainingQuantity"))));
                }
            }
            case Intention.Move move ->
                own.put(new Open(
                        move.order().id(),
                        move.order().stock(),
                        move.order().buy(),
                        move.priceTicks(),
                        move.quantity()));
            case Intention.Cancel cancel -> own.remove(cancel.order().id());
            case null -> {}
        }
    }

    private void refused(WebSocket from, String id, JsonObject problem) {
        counts.refused();
        switch (awaited.remove(id)) {
            case Intention.Move move -> own.remove(move.order().id());
            case Intention.Cancel cancel -> own.remove(cancel.order().id());
            case Intention.Place place -> {}
            case null -> {
                if (List.of("login", "clear", "subscribe").contains(id)) {
                    counts.failed(who.user() + ", " + id + ": " + problem.getString("code"));
                    from.close();
                }
            }
        }
    }

    private void happened(JsonObject event) {
        Tape tape = tapes.get(event.getString("symbol"));
        if (tape == null) {
            return;
        }
        String id = event.getString("orderId");
        switch (event.getString("event")) {
            case "executed" -> {
                tape.traded(Stock.ticks(event.getString("price")));
                counts.traded();
                own.traded(
                        tape.stock(),
                        id,
                        event.getString("side").equals("buy"),
                        Long.parseLong(event.getString("quantity")),
                        Long.parseLong(event.getString("remainingQuantity")));
            }
            case "cancelled" -> own.remove(id);
            default -> {}
        }
    }

    private static JsonObject message(Intention intention) {
        return switch (intention) {
            case Intention.Place place ->
                new JsonObject()
                        .put("call", "placeOrder")
                        .put(
                                "body",
                                new JsonObject()
                                        .put("symbol", place.stock().symbol())
                                        .put("side", place.buy() ? "buy" : "sell")
                                        .put("orderType", "limit")
                                        .put("timeInForce", place.kind() == Kind.TAKE ? "ioc" : "gtc")
                                        .put("postOnly", place.kind() == Kind.QUOTE)
                                        .put("selfTradePrevention", "cancel-resting")
                                        .put("price", Stock.price(place.priceTicks()))
                                        .put("quantity", String.valueOf(place.quantity())));
            case Intention.Move move ->
                new JsonObject()
                        .put("call", "replaceOrder")
                        .put(
                                "parameters",
                                new JsonObject().put("id", move.order().id()))
                        .put(
                                "body",
                                new JsonObject()
                                        .put("price", Stock.price(move.priceTicks()))
                                        .put("quantity", String.valueOf(move.quantity())));
            case Intention.Cancel cancel ->
                new JsonObject()
                        .put("call", "cancelOrder")
                        .put(
                                "parameters",
                                new JsonObject().put("id", cancel.order().id()));
        };
    }
}
