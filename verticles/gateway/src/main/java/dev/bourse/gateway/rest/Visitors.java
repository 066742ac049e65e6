package dev.bourse.gateway.rest;

import dev.bourse.gateway.limit.Address;
import dev.bourse.gateway.limit.AddressRules;
import dev.bourse.gateway.limit.Connections;
import dev.bourse.gateway.limit.Network;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The open connections: refuses those of blocked addresses and those beyond the limits, and ends those that keep the
 * gateway waiting, whether silent or drop by drop. On the gateway's context alone.
 */
public final class Visitors {
    private final Limits limits;
    private final Clock clock;
    private final Connections connections;
    private final Map<HttpConnection, Visit> visits = new HashMap<>();
    private final Counter blocked;
    private final Counter tooMany;
    private final Counter tooManyOfAddress;
    private final Counter slow;

    /**
     * What is allowed.
     *
     * @param rules which addresses may come
     * @param proxies whose word on the caller's address counts; their own connections are counted in all alone
     * @param connections at once
     * @param connectionsOfAddress at once of one address
     * @param headPatience how long a connection may take until its next request has come with all its headers
     * @param requestPatience how long a request may take with its body and its answer
     */
    public record Limits(
            AddressRules rules,
            List<Network> proxies,
            int connections,
            int connectionsOfAddress,
            Duration headPatience,
            Duration requestPatience) {
        /** Keeps a copy of the list. */
        public Limits {
            proxies = List.copyOf(proxies);
        }

        boolean isProxy(Address address) {
            return proxies.stream().anyMatch(network -> network.contains(address));
        }
    }

    private static final class Visit {
        long sinceNanos;
        int requests;
        boolean upgraded;

        Visit(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }

    public Visitors(Limits limits, Clock clock, Telemetry telemetry) {
        this.limits = limits;
        this.clock = clock;
        connections = new Connections(limits.connections(), limits.connectionsOfAddress());
        blocked = cut(telemetry, "blocked");
        tooMany = cut(telemetry, "too-many");
        tooManyOfAddress = cut(telemetry, "too-many-of-address");
        slow = cut(telemetry, "slow");
        telemetry.gauge("gateway.connections", "open connections", connections::open);
    }

    /** A connection has come. */
    public void connected(HttpConnection connection) {
        Address address = address(connection.remoteAddress().hostAddress());
        boolean proxy = address != null && limits.isProxy(address);
        if (address == null || (!proxy && !limits.rules().admit(address))) {
            blocked.increment();
            connection.close();
            return;
        }
        Address counted = address.counted();
        switch (connections.open(counted)) {
            case TOO_MANY -> {
                tooMany.increment();
                connection.close();
            }
            case TOO_MANY_OF_ADDRESS -> {
                tooManyOfAddress.increment();
                connection.close();
            }
            case OPENED -> {
                visits.put(connection, new Visit(clock.nanos()));
                connection.closeHandler(closed -> {
                    visits.remove(connection);
                    connections.close(counted);
                });
            }
        }
    }

    /** A request has come with all its headers; tells whether its connection may stay. */
    public boolean begin(HttpServerRequest request) {
        Visit visit = visits.get(request.connection());
        if (visit == null) {
            return false;
        }
        visit.requests++;
        visit.sinceNanos = clock.nanos();
        request.response().endHandler(ended -> end(visit)).exceptionHandler(failed -> {});
        return true;
    }

    /** The connection is a WebSocket from now on, which has limits of its own. */
    public void upgraded(HttpServerRequest request) {
        Visit visit = visits.get(request.connection());
        if (visit != null) {
            visit.upgraded = true;
        }
    }

    /** Ends the connections that have kept the gateway waiting for too long. */
    public void look() {
        long now = clock.nanos();
        List<HttpConnection> tooSlow = new ArrayList<>();
        visits.forEach((connection, visit) -> {
            Duration patience = visit.requests == 0 ? limits.headPatience() : limits.requestPatience();
            if (!visit.upgraded && now - visit.sinceNanos > patience.toNanos()) {
                tooSlow.add(connection);
            }
        });
        for (HttpConnection connection : tooSlow) {
            slow.increment();
            connection.close();
        }
    }

    /** Where a request comes from: of one that a trusted proxy passes on, what the last such proxy says. */
    public Address address(HttpServerRequest request) {
        Address address = known(request.connection().remoteAddress().hostAddress());
        String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null || !limits.isProxy(address)) {
            return address;
        }
        String[] hops = forwarded.split(",");
        for (int hop = hops.length - 1; hop >= 0 && limits.isProxy(address); hop--) {
            Address said = address(hops[hop].strip());
            if (said == null) {
                return address;
            }
            address = said;
        }
        return address;
    }

    /** Whether an address that a proxy names may come. */
    public boolean admits(Address address) {
        return limits.isProxy(address) || limits.rules().admit(address);
    }

    private void end(Visit visit) {
        visit.requests--;
        visit.sinceNanos = clock.nanos();
    }

    private static Address known(@Nullable String text) {
        Address address = address(text);
        return address == null ? Address.of(new byte[4]) : address;
    }

    private static @Nullable Address address(@Nullable String text) {
        try {
            return text == null ? null : Address.of(InetAddress.ofLiteral(text).getAddress());
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    private static Counter cut(Telemetry telemetry, String reason) {
        return telemetry.counter("gateway.connections.cut", "connections ended by the gateway", "reason", reason);
    }
}
