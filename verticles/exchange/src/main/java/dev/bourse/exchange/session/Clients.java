package dev.bourse.exchange.session;

import dev.bourse.exchange.envelope.Refusal;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.util.Comparator;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All clients that are remembered, by their id: at most {@value #MOST}. When another comes, those are forgotten that
 * sent nothing for ten minutes of the log's time. Equal on every replica, and part of the snapshot. One thread.
 */
final class Clients {
    /** How many clients are remembered. */
    static final int MOST = 1_024;
    /** How many commands a client may have sent from the first one on whose answer it lacks. */
    static final int WINDOW = 8_192;
    /** Microseconds. */
    static final long KEPT = 600_000_000L;

    private final Long2ObjectHashMap<ClientRecord> byId = new Long2ObjectHashMap<>();

    /** Why a batch cannot be taken, or {@link Refusal#NULL_VAL}. Changes nothing. */
    Refusal whyNot(long clientId, long sessionId, long first, long answeredBelow, int commands, long now) {
        if (clientId == 0 || first < 1 || answeredBelow < 1 || commands < 0) {
            return Refusal.MALFORMED;
        }
        ClientRecord client = byId.get(clientId);
        if (client == null) {
            if (first != 1 || answeredBelow != 1) {
                return Refusal.UNKNOWN_CLIENT;
            }
            if (byId.size() >= MOST && byId.values().stream().noneMatch(each -> isIdle(each, now))) {
                return Refusal.TOO_MANY_CLIENTS;
            }
            return commands > WINDOW ? Refusal.WINDOW_EXCEEDED : Refusal.NULL_VAL;
        }
        if (sessionId < client.sessionId) {
            return Refusal.STALE_SESSION;
        }
        if (first > client.next()) {
            return Refusal.SEQUENCE_GAP;
        }
        if (answeredBelow > client.next()) {
            return Refusal.MALFORMED;
        }
        return first + commands - Math.max(answeredBelow, client.answeredBelow()) > WINDOW
                ? Refusal.WINDOW_EXCEEDED
                : Refusal.NULL_VAL;
    }

    /** The record of a client whose batch can be taken. */
    ClientRecord heardOf(long clientId, long sessionId, long now) {
        ClientRecord client = byId.get(clientId);
        if (client == null) {
            if (byId.size() >= MOST) {
                byId.values().removeIf(each -> isIdle(each, now));
            }
            client = new ClientRecord(clientId);
            byId.put(clientId, client);
        }
        client.sessionId = sessionId;
        client.lastSent = now;
        return client;
    }

    @Nullable
    ClientRecord find(long clientId) {
        return byId.get(clientId);
    }

    int count() {
        return byId.size();
    }

    void save(StateWriter out) {
        out.putLong(byId.size());
        byId.values().stream()
                .sorted(Comparator.comparingLong(client -> client.clientId))
                .forEach(client -> client.save(out));
    }

    void load(StateReader in) {
        byId.clear();
        int count = in.getInt("clients", 0, MOST);
        for (int i = 0; i < count; i++) {
            ClientRecord client = ClientRecord.load(in);
            byId.put(client.clientId, client);
        }
    }

    private static boolean isIdle(ClientRecord client, long now) {
        return now - client.lastSent >= KEPT;
    }
}
