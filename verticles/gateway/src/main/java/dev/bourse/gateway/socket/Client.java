package dev.bourse.gateway.socket;

import dev.bourse.gateway.access.Principal;
import dev.bourse.gateway.desk.Documents;
import dev.bourse.gateway.model.Account;
import dev.bourse.gateway.model.AccountEvent;
import dev.bourse.gateway.model.EventRing;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: who it is, which events it has, and how much it has not read yet. Events that it has no room
 * for stay in the model until it has; an event is never left out. A client that reads nothing for too long, or that
 * lags behind what the model keeps, is told and cut off. On the gateway's context alone.
 */
final class Client {
    static final short NOT_LOGGED_IN = 4001;
    static final short SESSION_ENDED = 4002;
    static final short TOO_SLOW = 4008;

    private final Outlet outlet;
    private final int mostUnread;
    private final long openedMillis;
    private Principal who = Principal.PUBLIC;
    private long expiresMillis;
    private int unread;
    private long waitsSinceMillis;
    private long nowMillis;
    private int awaited;
    private boolean closed;
    private boolean pumping;
    private @Nullable Account account;
    private long sent;

    /** @param mostUnread characters that may wait to be read */
    Client(Outlet outlet, int mostUnread, long nowMillis) {
        this.outlet = outlet;
        this.mostUnread = mostUnread;
        this.openedMillis = nowMillis;
        this.nowMillis = nowMillis;
    }

    Principal who() {
        return who;
    }

    long openedMillis() {
        return openedMillis;
    }

    boolean isClosed() {
        return closed;
    }

    /** How many answers the client has still to get. */
    int awaited() {
        return awaited;
    }

    void await() {
        awaited++;
    }

    void answered() {
        awaited--;
    }

    /** @param expires when the login ends, 0 for one that does not by itself */
    void logIn(Principal principal, long expires) {
        who = principal;
        expiresMillis = expires;
    }

    boolean isExpired(long now) {
        return expiresMillis != 0 && now >= expiresMillis;
    }

    boolean isSubscribed() {
        return account != null && !closed;
    }

    /** The sequence of the last event that was sent. */
    long sent() {
        return sent;
    }

    /** Wants all events above a sequence that is kept. */
    void subscribe(Account of, long after) {
        account = of;
        sent = after;
        pump();
    }

    void unsubscribe() {
        account = null;
    }

    /** Sends the events that are missing, as far as there is room. */
    void pump() {
        Account of = account;
        if (of == null || closed || pumping) {
            return;
        }
        if (sent < of.forgotten()) {
            cutOff();
            return;
        }
        // What is sent may be gone at once, and then this is called again from within.
        pumping = true;
        EventRing events = of.events();
        for (int place = events.firstAfter(sent); place < events.size() && hasRoom(); place++) {
            AccountEvent event = events.get(place);
            sent = event.sequence();
            send(Documents.event(event).put("type", "event"));
        }
        pumping = false;
    }

    /** Sends a text; a client that has not read what it was sent before is cut off. */
    void send(JsonObject message) {
        if (closed) {
            return;
        }
        if (unread >= mostUnread) {
            cutOff();
            return;
        }
        String text = message.encode();
        if (unread == 0) {
            waitsSinceMillis = nowMillis;
        }
        unread += text.length();
        outlet.send(text).onComplete(gone -> {
            unread -= text.length();
            waitsSinceMillis = nowMillis;
            pump();
        });
    }

    /** Whether there is room for more than answers. */
    boolean hasRoom() {
        return !closed && unread < mostUnread / 2;
    }

    /** Notes the time, and cuts off a client that has read nothing for too long. */
    void look(long now, long patienceMillis) {
        nowMillis = now;
        if (unread > 0 && now - waitsSinceMillis > patienceMillis) {
            cutOff();
        }
    }

    void close(short code, String reason) {
        if (!closed) {
            closed = true;
            outlet.close(code, reason);
        }
    }

    void gone() {
        closed = true;
    }

    /** The events that it gets come from a model that is not there any more. */
    void startAgain() {
        close(TOO_SLOW, "events were lost to this gateway; resume after sequence " + sent);
    }

    private void cutOff() {
        close(TOO_SLOW, "too slow; resume after sequence " + sent);
    }
}
