package dev.bourse.web.bridge;

import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.telemetry.Telemetry;
import dev.bourse.web.book.Books;
import dev.bourse.web.view.Client;
import dev.bourse.web.view.Clients;
import dev.bourse.web.view.Outlet;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks the protocol of Vert.x's event bus bridge with browsers, as much of it as {@code docs/protocol/browser.md}
 * permits; everything else is denied. It stands in the place of Vert.x's own bridge because that one puts every
 * browser's address on the event bus, does not limit what a browser sends, and writes without looking at what a socket
 * has not taken yet. Used on the clients' context.
 */
public final class Bridge implements Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int ABSENT = 503;
    private static final String VIEW = "bourse.view";
    private static final String FRAMES = "frames.";
    private static final Pattern FRAME_ADDRESS =
            Pattern.compile("frames\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Clients clients;
    private final Limits limits;
    private final Entitlement entitlement;
    private final Clock clock;
    private final WebMetrics metrics;
    private final IdentityHashMap<Client, BridgeSocket> sockets = new IdentityHashMap<>();
    private final Map<String, BridgeSocket> bound = new HashMap<>();
    private volatile int open;

    /**
     * What browsers may ask for.
     *
     * @param sockets open at once; one more is closed at once
     * @param messages of one socket in a second, and twice as many in a burst
     */
    public record Limits(int sockets, int messages) {}

    /** Says how deep books a key or an access token allows. */
    @FunctionalInterface
    public interface Entitlement {
        /** Levels of a side; fails where nobody can say. */
        Future<Integer> depth(String key);
    }

    /** A bridge to these clients; its metrics are in the telemetry from now on. */
    public Bridge(Clients clients, Limits limits, Entitlement entitlement, Clock clock, Telemetry telemetry) {
        this.entitlement = entitlement;
        this.clients = clients;
        this.limits = limits;
        this.clock = clock;
        this.metrics = new WebMetrics(telemetry);
        telemetry.gauge("web.sockets", "open sockets of browsers", () -> open);
    }

    /** A browser has come. */
    public void accept(SockJSSocket socket) {
        if (open >= limits.sockets()) {
            metrics.overLimit.increment();
            socket.close();
            return;
        }
        setOpen(1);
        // Not yet a client: it becomes one when it registers. Until then it is cut off like one that never says its
        // view.
        BridgeSocket browser =
                new BridgeSocket(socket, new Allowance(limits.messages(), clock.millis()), metrics.neverRead);
        browser.bind("", connect(browser));
        socket.handler(data -> receive(browser, data.toString()));
        socket.exceptionHandler(broken -> {
            // Such as a message over the limit.
            LOG.debug("a browser's socket broke: {}", broken.toString());
            browser.close();
        });
        socket.closeHandler(gone -> {
            setOpen(-1);
            forget(browser);
        });
    }

    @Override
    public boolean hasRoom(Client client) {
        BridgeSocket socket = sockets.get(client);
        return socket != null && socket.hasRoom();
    }

    @Override
    public void frame(Client client, CharSequence json, long ingestedNanos) {
        BridgeSocket socket = sockets.get(client);
        if (socket == null) {
            return;
        }
        String text = "{\"type\":\"rec\",\"address\":\"" + FRAMES + socket.clientId() + "\",\"body\":" + json + "}";
        metrics.frames.increment();
        metrics.frameBytes.add(text.length());
        socket.write(text).onSuccess(gone -> {
            if (ingestedNanos > 0) {
                metrics.written.record(clock.nanos() - ingestedNanos);
            }
        });
    }

    @Override
    public void held(Client client) {
        metrics.held.increment();
    }

    @Override
    public void close(Client client, Reason reason) {
        (reason == Reason.NEVER_VIEWED ? metrics.neverViewed : metrics.neverAcknowledged).increment();
        BridgeSocket socket = sockets.get(client);
        if (socket != null) {
            forget(socket);
            socket.close();
        }
    }

    private void receive(BridgeSocket socket, String text) {
        if (!socket.mayTalk(clock.millis())) {
            metrics.overLimit.increment();
            socket.close();
            return;
        }
        switch (BridgeMessage.parse(text)) {
            case BridgeMessage.Ping ping -> {}
            case BridgeMessage.Register register -> register(socket, register.address());
            case BridgeMessage.Unregister unregister -> unregister(socket, unregister.address());
            case BridgeMessage.Send send -> send(socket, send);
            case BridgeMessage.Publish publish -> deny(socket, null, "access_denied");
            case BridgeMessage.Unreadable unreadable -> deny(socket, null, unreadable.error());
        }
    }

    private void register(BridgeSocket socket, String address) {
        String id = FRAME_ADDRESS.matcher(address).matches() ? address.substring(FRAMES.length()) : "";
        Client client = socket.client();
        if (id.isEmpty() || client == null || !"".equals(socket.clientId()) || bound.containsKey(id)) {
            deny(socket, null, "access_denied");
            return;
        }
        socket.bind(id, client);
        bound.put(id, socket);
    }

    private void unregister(BridgeSocket socket, String address) {
        if (!address.equals(FRAMES + socket.clientId())) {
            deny(socket, null, "access_denied");
            return;
        }
        forget(socket);
        socket.close();
    }

    private void send(BridgeSocket socket, BridgeMessage.Send send) {
        JsonObject body = send.body();
        Client client = socket.client();
        if (!send.address().equals(VIEW)
                || body == null
                || client == null
                || "".equals(socket.clientId())
                || !(body.getValue("client") instanceof String id)
                || !id.equals(socket.clientId())) {
            deny(socket, send.replyAddress(), "access_denied");
            return;
        }
        try {
            JsonObject answer = new JsonObject().put("ok", true);
            switch (String.valueOf(body.getValue("op"))) {
                case "view" -> answer.put("total", clients.view(client, ViewRequest.view(body), clock.millis()));
                case "acknowledge" -> clients.acknowledge(client, ViewRequest.sequence(body), clock.millis());
                case "authenticate" -> {
                    authenticate(socket, client, ViewRequest.key(body), send.replyAddress());
                    return;
                }
                default ->
                    throw new IllegalArgumentException("op: '" + brief(body.getValue("op"))
                            + "' is not allowed; allowed is one of view, acknowledge, authenticate");
            }
            reply(socket, send.replyAddress(), answer);
        } catch (IllegalArgumentException fault) {
            refuse(socket, send.replyAddress(), BAD_REQUEST, fault);
        } catch (Clients.NotEntitled fault) {
            refuse(socket, send.replyAddress(), FORBIDDEN, fault);
        }
    }

    private void authenticate(BridgeSocket socket, Client client, String key, @Nullable String replyAddress) {
        entitlement
                .depth(key)
                .onComplete(
                        depth -> {
                            if (depth > Books.PUBLIC_DEPTH) {
                                client.allow(depth);
                                reply(
                                        socket,
                                        replyAddress,
                                        new JsonObject().put("ok", true).put("depth", depth));
                            } else {
                                metrics.denied.increment();
                                answer(
                                        socket,
                                        BridgeSocket.failed(
                                                replyAddress, FORBIDDEN, "key: is not known, or has expired"));
                            }
                        },
                        failure -> {
                            LOG.debug("a key could not be looked at: {}", failure.toString());
                            answer(
                                    socket,
                                    BridgeSocket.failed(
                                            replyAddress, ABSENT, "no market data answers; ask again later"));
                        });
    }

    private void refuse(BridgeSocket socket, @Nullable String replyAddress, int code, RuntimeException fault) {
        metrics.refused.increment();
        answer(socket, BridgeSocket.failed(replyAddress, code, String.valueOf(fault.getMessage())));
    }

    private void reply(BridgeSocket socket, @Nullable String replyAddress, JsonObject answer) {
        if (replyAddress != null) {
            answer(socket, BridgeSocket.received(replyAddress, answer));
        }
    }

    private static String brief(@Nullable Object value) {
        String shown = String.valueOf(value);
        return shown.length() <= 40 ? shown : shown.substring(0, 40) + "...";
    }

    private void deny(BridgeSocket socket, @Nullable String replyAddress, String error) {
        metrics.denied.increment();
        answer(socket, BridgeSocket.failed(replyAddress, FORBIDDEN, error));
    }

    private void answer(BridgeSocket socket, String text) {
        metrics.answerBytes.add(text.length());
        socket.write(text);
    }

    private Client connect(BridgeSocket socket) {
        Client client = clients.connect(clock.millis());
        sockets.put(client, socket);
        return client;
    }

    private void forget(BridgeSocket socket) {
        Client client = socket.unbind();
        if (client != null) {
            sockets.remove(client);
            clients.disconnect(client);
            bound.remove(String.valueOf(socket.clientId()), socket);
        }
    }

    /** Only the clients' context writes it; anyone reads it. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void setOpen(int change) {
        open += change;
    }
}
