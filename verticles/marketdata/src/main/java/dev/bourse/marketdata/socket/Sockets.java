package dev.bourse.marketdata.socket;

import dev.bourse.marketdata.rest.Directory;
import dev.bourse.marketdata.rest.Entitlements;
import dev.bourse.marketdata.stream.Session;
import dev.bourse.marketdata.stream.Sessions;
import dev.bourse.marketdata.stream.Subscription;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.rest.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** Takes WebSocket clients. One event loop. */
public final class Sockets {
    private final Sessions sessions;
    private final Directory directory;
    private final Entitlements entitlements;
    private final Clock clock;
    private final Limits limits;
    private long refused;

    /**
     * What a client may do.
     *
     * @param sockets clients at once
     * @param subscriptions of a client
     * @param messages a client may send in a second
     * @param queueBytes that may wait in a socket before books are conflated
     */
    public record Limits(int sockets, int subscriptions, int messages, int queueBytes) {}

    /** Nobody yet. */
    public Sockets(Sessions sessions, Directory directory, Entitlements entitlements, Clock clock, Limits limits) {
        this.sessions = sessions;
        this.directory = directory;
        this.entitlements = entitlements;
        this.clock = clock;
        this.limits = limits;
    }

    /** Clients that were refused, as there were too many. */
    public long refused() {
        return refused;
    }

    /** Answers a request to become a WebSocket. */
    public void accept(RoutingContext context) {
        String upgrade = context.request().getHeader(HttpHeaders.UPGRADE);
        if (upgrade == null || !upgrade.toLowerCase(Locale.ROOT).equals("websocket")) {
            context.fail(Problem.of(426, "websocket-only", "This address speaks WebSocket only"));
            return;
        }
        if (sessions.size() >= limits.sockets()) {
            refused++;
            context.fail(
                    Problem.of(503, "too-many-clients", "All " + limits.sockets() + " places are taken; try later"));
            return;
        }
        int depth = entitlements.depth(context.request().getHeader(HttpHeaders.AUTHORIZATION));
        context.request()
                .toWebSocket()
                .onSuccess(socket -> {
                    SocketLine line = new SocketLine(socket, limits.queueBytes());
                    Client client = new Client(line, sessions.open(line), depth);
                    socket.textMessageHandler(client::onMessage);
                    socket.binaryMessageHandler(bytes -> line.cut("text messages only"));
                    socket.closeHandler(closed -> sessions.close(client.session));
                    socket.exceptionHandler(failure -> sessions.close(client.session));
                })
                .onFailure(context::fail);
    }

    private final class Client {
        private final SocketLine line;
        private final Session session;
        private int depth;
        private long second;
        private int messages;

        Client(SocketLine line, Session session, int depth) {
            this.line = line;
            this.session = session;
            this.depth = depth;
        }

        void onMessage(String text) {
            long now = clock.millis() / 1_000;
            messages = now == second ? messages + 1 : 1;
            second = now;
            if (messages > limits.messages()) {
                line.cut("more than " + limits.messages() + " messages in a second");
                return;
            }
            try {
                answer(SocketRequest.read(text));
            } catch (Problem problem) {
                JsonObject error = new JsonObject()
                        .put("type", "error")
                        .put("code", problem.code())
                        .put("detail", problem.getMessage());
                if (problem.field() != null) {
                    error.put("field", problem.field()).put("allowed", problem.allowed());
                }
                line.send(error.encode());
            }
        }

        private void answer(SocketRequest request) {
            switch (request.text("op")) {
                case "subscribe" -> {
                    Subscription wanted = request.subscription(directory, depth);
                    if (session.subscriptions() >= limits.subscriptions()) {
                        throw Problem.of(
                                400, "too-many-subscriptions", limits.subscriptions() + " subscriptions are allowed");
                    }
                    session.subscribe(wanted);
                    line.send(new JsonObject().put("type", "subscribed").encode());
                }
                case "unsubscribe" -> {
                    boolean was = session.unsubscribe(request.subscription(directory, depth));
                    line.send(new JsonObject()
                            .put("type", "unsubscribed")
                            .put("was", was)
                            .encode());
                }
                case "authenticate" -> {
                    depth = entitlements.depthOfKey(request.text("key"));
                    line.send(new JsonObject()
                            .put("type", "authenticated")
                            .put("depth", depth)
                            .encode());
                }
                default -> line.send(new JsonObject().put("type", "pong").encode());
            }
        }
    }
}
