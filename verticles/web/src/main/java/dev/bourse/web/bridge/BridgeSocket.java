package dev.bourse.web.bridge;

import dev.bourse.shared.telemetry.Counter;
import dev.bourse.web.view.Client;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import org.jspecify.annotations.Nullable;

/**
 * One browser's socket, with a count of what was written and has not gone out yet. (SockJS's own socket says of itself
 * that it is never full: it hands all on to the WebSocket below.) Used on the clients' context.
 */
final class BridgeSocket {
    /** Above so many characters on their way the socket gets no frame. */
    static final int FULL = 64 * 1024;

    /** Above so many nothing at all is written any more: the socket is cut off. */
    static final int MAX_PENDING = 512 * 1024;

    private final SockJSSocket socket;
    private final Allowance allowance;
    private final Counter cut;
    private int pending;
    private boolean closed;
    private @Nullable String clientId;
    private @Nullable Client client;

    /** @param cut counts that it was cut off since it takes nothing */
    BridgeSocket(SockJSSocket socket, Allowance allowance, Counter cut) {
        this.socket = socket;
        this.allowance = allowance;
        this.cut = cut;
    }

    boolean mayTalk(long nowMillis) {
        return allowance.take(nowMillis);
    }

    @Nullable
    String clientId() {
        return clientId;
    }

    @Nullable
    Client client() {
        return client;
    }

    void bind(String id, Client bound) {
        clientId = id;
        client = bound;
    }

    /** The client that was bound, no more now. */
    @Nullable
    Client unbind() {
        Client former = client;
        client = null;
        return former;
    }

    boolean hasRoom() {
        return pending < FULL && !socket.writeQueueFull();
    }

    /** Writes a text; the future completes when it has gone out. A socket that takes nothing is closed instead. */
    Future<Void> write(String text) {
        if (closed) {
            return Future.failedFuture("the socket is closed");
        }
        if (pending + text.length() > MAX_PENDING) {
            cut.increment();
            close();
            return Future.failedFuture("the socket takes nothing any more");
        }
        pending += text.length();
        return socket.write(text).onComplete(gone -> pending -= text.length());
    }

    /** Closes the socket at once, whatever waits in it. */
    void close() {
        if (!closed) {
            closed = true;
            socket.close();
        }
    }

    static String received(String address, JsonObject body) {
        return new JsonObject()
                .put("type", "rec")
                .put("address", address)
                .put("body", body)
                .encode();
    }

    static String failed(@Nullable String replyAddress, int code, String message) {
        JsonObject error = new JsonObject().put("type", "err");
        if (replyAddress == null) {
            return error.put("body", message).encode();
        }
        return error.put("address", replyAddress)
                .put("failureCode", code)
                .put("failureType", "RECIPIENT_FAILURE")
                .put("message", message)
                .encode();
    }
}
