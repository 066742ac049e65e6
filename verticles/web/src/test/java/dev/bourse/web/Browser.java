package dev.bourse.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A browser as a test sees it: speaks the bridge's protocol over a raw WebSocket or in SockJS's framing. */
final class Browser {
    private static final JsonObject CLOSED = new JsonObject().put("type", "closed");

    final String id = UUID.randomUUID().toString();
    final AtomicLong bytes = new AtomicLong();
    private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private final boolean sockJs;
    private volatile boolean acknowledging = true;

    private Browser(WebSocket socket, boolean sockJs) {
        this.socket = socket;
        this.sockJs = sockJs;
        socket.textMessageHandler(this::text);
        socket.binaryMessageHandler(data -> text(data.toString()));
        socket.closeHandler(gone -> received.add(CLOSED));
        socket.resume();
    }

    static Browser raw(Vertx vertx, int port) throws Exception {
        return open(vertx, port, "/eventbus/websocket", false);
    }

    static Browser sockJs(Vertx vertx, int port) throws Exception {
        return open(vertx, port, "/eventbus/123/abcdefgh/websocket", true);
    }

    private static Browser open(Vertx vertx, int port, String path, boolean sockJs) throws Exception {
        WebSocketClient client = vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxMessageSize(1 << 20).setMaxFrameSize(1 << 20));
        WebSocketConnectOptions options =
                new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(path);
        return client.webSocket()
                .connect(options)
                .map(socket -> {
                    socket.pause();
                    return new Browser(socket, sockJs);
                })
                .await(10, TimeUnit.SECONDS);
    }

    private void text(String text) {
        bytes.addAndGet(text.length());
        if (!sockJs) {
            message(new JsonObject(text));
        } else if (text.startsWith("a")) {
            new JsonArray(text.substring(1)).forEach(part -> message(new JsonObject((String) part)));
        }
    }

    private void message(JsonObject message) {
        received.add(message);
        JsonObject body = message.getValue("body") instanceof JsonObject json ? json : new JsonObject();
        if (acknowledging && "frame".equals(body.getString("type"))) {
            request("acknowledge", new JsonObject().put("sequence", body.getLong("sequence")), null);
        }
    }

    void neverAcknowledge() {
        acknowledging = false;
    }

    void stopReading() {
        socket.pause();
    }

    void readAgain() {
        socket.resume();
    }

    void close() {
        socket.close();
    }

    void send(String text) {
        socket.writeTextMessage(sockJs ? new JsonArray().add(text).encode() : text);
    }

    void register() {
        send(new JsonObject()
                .put("type", "register")
                .put("address", "frames." + id)
                .encode());
    }

    /** Registers, and shows so many rows from that place on. */
    Browser showing(int offset, int limit) {
        register();
        view(offset, limit);
        return this;
    }

    void view(int offset, int limit) {
        JsonObject rows = new JsonObject()
                .put("search", "")
                .put("sort", "symbol")
                .put("descending", false)
                .put("offset", offset)
                .put("limit", limit);
        request("view", new JsonObject().put("rows", rows).putNull("chart").put("signals", true), "view");
    }

    void request(String op, JsonObject body, @Nullable String replyAddress) {
        request(id, op, body, replyAddress);
    }

    void request(String client, String op, JsonObject body, @Nullable String replyAddress) {
        JsonObject message = new JsonObject()
                .put("type", "send")
                .put("address", "bourse.view")
                .put("body", body.copy().put("op", op).put("client", client));
        if (replyAddress != null) {
            message.put("replyAddress", replyAddress);
        }
        send(message.encode());
    }

    /** The next message for which that holds; others before it are skipped. */
    JsonObject next(Predicate<JsonObject> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        for (; ; ) {
            JsonObject message = received.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError("no such message came");
            }
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    /** The body of the next frame for which that holds. */
    JsonObject frame(Predicate<JsonObject> wanted) throws InterruptedException {
        return next(message -> message.getValue("body") instanceof JsonObject body
                        && "frame".equals(body.getString("type"))
                        && wanted.test(body))
                .getJsonObject("body");
    }

    JsonObject reply(String address) throws InterruptedException {
        return next(message -> address.equals(message.getString("address")));
    }

    JsonObject error() throws InterruptedException {
        return next(message -> "err".equals(message.getString("type")));
    }

    void closed() throws InterruptedException {
        next(CLOSED::equals);
    }
}
