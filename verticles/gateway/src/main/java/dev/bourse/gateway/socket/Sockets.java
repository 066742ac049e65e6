package dev.bourse.gateway.socket;

import dev.bourse.gateway.access.Call;
import dev.bourse.gateway.access.Principal;
import dev.bourse.gateway.desk.Accounts;
import dev.bourse.gateway.desk.Calls;
import dev.bourse.gateway.desk.Desk;
import dev.bourse.gateway.desk.Request;
import dev.bourse.gateway.identity.Signatures.Signed;
import dev.bourse.gateway.limit.Address;
import dev.bourse.gateway.model.Account;
import dev.bourse.gateway.model.AccountEvent;
import dev.bourse.gateway.order.Fields;
import dev.bourse.gateway.problem.Problem;
import dev.bourse.gateway.rest.Authentication;
import dev.bourse.gateway.rest.ExactJson;
import dev.bourse.gateway.rest.Gate;
import dev.bourse.gateway.rest.Problems;
import dev.bourse.gateway.rest.RestApi;
import dev.bourse.shared.access.Role;
import dev.bourse.shared.cluster.Clock;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** All clients' connections and what they say. On the gateway's context alone. */
public final class Sockets {
    /** What may be called here, as in REST. */
    private static final Set<Call> CALLS = Set.of(
            Call.PLACE_ORDER,
            Call.REPLACE_ORDER,
            Call.CANCEL_ORDER,
            Call.CANCEL_ALL,
            Call.ORDER,
            Call.ORDERS,
            Call.EXECUTIONS,
            Call.ACCOUNT,
            Call.POSITIONS);

    private static final int MOST_AWAITED = 64;

    private final Calls calls;
    private final Desk desk;
    private final Accounts accounts;
    private final Authentication authentication;
    private final Gate gate;
    private final Clock clock;
    private final SocketMetrics metrics;
    private final Limits limits;
    private final Set<Client> clients = new LinkedHashSet<>();
    private final Map<Integer, Set<Client>> subscribers = new HashMap<>();

    /**
     * Limits.
     *
     * @param most clients at once
     * @param unread characters that may wait to be read by a client
     * @param readPatience how long a client may read nothing while something waits
     * @param loginPatience how long a connection may be open without saying whose it is
     */
    public record Limits(int most, int unread, Duration readPatience, Duration loginPatience) {}

    public Sockets(
            Calls calls,
            Desk desk,
            Accounts accounts,
            Authentication authentication,
            Gate gate,
            Clock clock,
            SocketMetrics metrics,
            Limits limits) {
        this.calls = calls;
        this.desk = desk;
        this.accounts = accounts;
        this.authentication = authentication;
        this.gate = gate;
        this.clock = clock;
        this.metrics = metrics;
        this.limits = limits;
        desk.listen(this::happened);
        desk.onReplaced(() ->
                new ArrayList<>(clients).stream().filter(Client::isSubscribed).forEach(Client::startAgain));
        metrics.open(clients::size);
    }

    /** Whether another client may come. */
    public boolean hasRoom() {
        return clients.size() < limits.most();
    }

    Client accept(Outlet outlet) {
        Client client = new Client(outlet, limits.unread(), clock.millis());
        clients.add(client);
        return client;
    }

    void gone(Client client) {
        client.gone();
        clients.remove(client);
        forget(client);
    }

    /** A client says something. */
    void hear(Client client, Address address, String text) {
        if (client.isClosed()) {
            return;
        }
        String id = "";
        try {
            Fields message = ExactJson.fields(Buffer.buffer(text));
            id = message.text("id", 64, "");
            gate.admit(address);
            gate.admit(client.who());
            answer(client, address, id, message);
        } catch (RuntimeException fault) {
            refuse(client, id, fault);
        }
    }

    /** Ends what has expired or is too slow, and tells the others that this side is there. */
    public void look() {
        long now = clock.millis();
        for (Client client : new ArrayList<>(clients)) {
            client.look(now, limits.readPatience().toMillis());
            boolean anonymous = client.who().role() == Role.PUBLIC;
            if (anonymous
                    && now - client.openedMillis() > limits.loginPatience().toMillis()) {
                client.close(Client.NOT_LOGGED_IN, "not logged in in time");
            } else if (!anonymous && (client.isExpired(now) || !authentication.holds(client.who(), now))) {
                client.close(Client.SESSION_ENDED, "the session has ended; log in again and resume");
            } else if (client.isSubscribed() && client.hasRoom()) {
                client.send(new JsonObject()
                        .put("type", "heartbeat")
                        .put("time", now * 1_000)
                        .put("sequence", client.sent()));
            }
        }
    }

    private void answer(Client client, Address address, String id, Fields message) {
        switch (message.text("type", 32)) {
            case "login" -> logIn(client, id, message);
            case "subscribe" -> subscribe(client, id, message);
            case "unsubscribe" -> {
                client.unsubscribe();
                forget(client);
                client.send(answer(id, 200, new JsonObject()));
            }
            case "call" -> call(client, address, id, message);
            case "ping" -> client.send(new JsonObject().put("type", "pong").put("id", id));
            default -> throw message.invalid("type", "login, subscribe, unsubscribe, call or ping");
        }
    }

    private void logIn(Client client, String id, Fields message) {
        message.only("type", "id", "token", "key", "timestamp", "nonce", "signature");
        long now = clock.millis();
        Principal who;
        long expires = 0;
        if (message.has("token")) {
            String token = message.text("token", 1_024);
            who = authentication.token(token, now);
            expires = authentication.expiryMillis(token, now);
        } else {
            Signed signed = new Signed(
                    message.text("key", 64),
                    String.valueOf(message.whole("timestamp", 0, Long.MAX_VALUE)),
                    message.text("nonce", 64),
                    message.text("signature", 128));
            who = authentication.signed(signed, "GET", RestApi.SOCKETS, now);
        }
        if (client.who().role() != Role.PUBLIC && !client.who().user().equals(who.user())) {
            throw Problem.of(403, "not-allowed", "A connection is one user's; open another")
                    .refusal();
        }
        client.logIn(who, expires);
        client.send(answer(
                id,
                200,
                new JsonObject().put("user", who.user()).put("role", who.role().word())));
    }

    private void subscribe(Client client, String id, Fields message) {
        message.only("type", "id", "after");
        Call.EVENTS.check(client.who());
        desk.requireCurrent();
        Account account = account(client);
        long after = message.has("after")
                ? message.whole("after", 0, Long.MAX_VALUE)
                : desk.model().applied();
        if (after < account.forgotten()) {
            throw Problem.of(
                            410,
                            "no-longer-kept",
                            "Events up to " + account.forgotten() + " are not kept any more; subscribe after that")
                    .field("after")
                    .refusal();
        }
        // The answer comes first, so that whoever reads it knows what the events that follow are.
        client.send(answer(id, 200, new JsonObject().put("after", after)));
        subscribers
                .computeIfAbsent(account.id(), fresh -> new LinkedHashSet<>())
                .add(client);
        client.subscribe(account, after);
    }

    private void call(Client client, Address address, String id, Fields message) {
        message.only("type", "id", "call", "parameters", "body");
        String operation = message.text("call", 32);
        Call call = CALLS.stream()
                .filter(known -> known.operation().equals(operation))
                .findFirst()
                .orElseThrow(() -> message.invalid(
                        "call",
                        "one of " + CALLS.stream().map(Call::operation).sorted().toList()));
        if (client.awaited() >= MOST_AWAITED) {
            throw Problem.of(429, "too-many-calls", MOST_AWAITED + " calls of this connection are not answered yet")
                    .retryAfter(1)
                    .refusal();
        }
        client.await();
        calls.answer(call, new Request(client.who(), address, message.fields("parameters"), message.fields("body")))
                .onComplete(answered -> client.answered())
                .onSuccess(reply -> client.send(answer(id, reply.status(), reply.body())))
                .onFailure(fault -> refuse(client, id, fault));
    }

    private void happened(AccountEvent event) {
        Set<Client> interested = subscribers.get(event.order().account());
        if (interested != null) {
            interested.forEach(Client::pump);
        }
    }

    private Account account(Client client) {
        return desk.model()
                .account(accounts.own(client.who()))
                .orElseThrow(() -> Problem.of(404, "unknown-account", "The account is not open yet")
                        .refusal());
    }

    private void forget(Client client) {
        subscribers.values().forEach(interested -> interested.remove(client));
        subscribers.values().removeIf(Set::isEmpty);
    }

    private void refuse(Client client, String id, Throwable fault) {
        metrics.refused();
        Problem problem = Problems.of(fault, 0);
        JsonObject message =
                new JsonObject().put("type", "problem").put("id", id).put("problem", Problems.document(problem));
        client.send(problem.retryAfterSeconds() > 0 ? message.put("retryAfter", problem.retryAfterSeconds()) : message);
        boolean neverLoggedIn = problem.status() == 401 && client.who().role() == Role.PUBLIC;
        if (neverLoggedIn) {
            client.close(Client.NOT_LOGGED_IN, "not logged in: " + problem.code());
        }
    }

    private static JsonObject answer(String id, int status, JsonObject body) {
        return new JsonObject()
                .put("type", "answer")
                .put("id", id)
                .put("status", status)
                .put("body", body);
    }
}
