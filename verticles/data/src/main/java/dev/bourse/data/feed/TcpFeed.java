package dev.bourse.data.feed;

import dev.bourse.data.vendor.Tokens;
import dev.bourse.data.vendor.Vendor;
import dev.bourse.data.vendor.VendorRecords;
import dev.bourse.shared.config.HostPort;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.config.StartFailure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Listens for vendors that speak the line protocol (docs/protocol/tcp-feed.md). A vendor whose ticks find no room is
 * not read from until there is some.
 */
public final class TcpFeed extends LiveFeed {
    private static final HostPort ADDRESS = new HostPort("127.0.0.1", 9401);

    private final Set<TcpConnection> connections = new HashSet<>();
    private final Map<String, TcpConnection> byVendor = new HashMap<>();
    private HostPort address = ADDRESS;
    private Tokens tokens = Tokens.parse("");
    private int mostConnections;
    private int longestLine;
    private long idleMillis;
    private long lineMillis;
    private long timer = -1;
    private @Nullable NetServer server;
    private @Nullable VendorRecords records;

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public void configure(Settings settings) {
        address = settings.address("data.tcp.address", ADDRESS);
        tokens = Doors.tokens(settings, "data.tcp.tokens", "data.tcp.address", address);
        mostConnections = settings.integer("data.tcp.connections", 64, 1, 10_000);
        longestLine = settings.integer("data.tcp.longest-line", 256, 64, 65_536);
        idleMillis = timeout(settings, "data.tcp.idle-timeout", Duration.ofSeconds(60));
        lineMillis = timeout(settings, "data.tcp.line-timeout", Duration.ofSeconds(5));
    }

    @Override
    public Future<Void> start(FeedContext feedContext) {
        records = open(feedContext);
        timer = feedContext
                .node()
                .vertx()
                .setPeriodic(Math.max(10, Math.min(idleMillis, lineMillis) / 4), check -> endTheSlow());
        NetServer listening = feedContext
                .node()
                .vertx()
                .createNetServer(new NetServerOptions().setHost(address.host()).setPort(address.port()));
        server = listening;
        return listening
                .connectHandler(this::connected)
                .listen()
                .<Void>mapEmpty()
                .recover(cause -> Future.failedFuture(
                        StartFailure.portTaken("data.tcp.address", address.host(), address.port(), cause)));
    }

    /** The port that it listens on, which the system may have chosen. */
    public int port() {
        NetServer listening = server;
        return listening == null ? 0 : listening.actualPort();
    }

    @Override
    public Future<Void> stop() {
        closed();
        NetServer listening = server;
        if (listening == null) {
            return Future.succeededFuture();
        }
        context().node().vertx().cancelTimer(timer);
        return listening.close();
    }

    int longestLine() {
        return longestLine;
    }

    Tokens tokens() {
        return tokens;
    }

    /** The vendor speaks on this connection now; the one before is a remnant. */
    void greeted(Vendor vendor, TcpConnection connection) {
        TcpConnection before = byVendor.put(vendor.name(), connection);
        if (before != null && before != connection) {
            before.end("ERROR replaced this vendor has connected again");
        }
    }

    @Override
    void promised(Vendor vendor) {
        TcpConnection connection = byVendor.get(vendor.name());
        if (connection != null) {
            connection.promised();
        }
    }

    @Override
    void rewound(Vendor vendor) {
        TcpConnection connection = byVendor.get(vendor.name());
        if (connection != null) {
            connection.rewound();
        }
    }

    void ended(TcpConnection connection) {
        connections.remove(connection);
        byVendor.values().removeIf(other -> other == connection);
    }

    private void connected(NetSocket socket) {
        VendorRecords taking = records;
        if (taking == null || connections.size() >= mostConnections) {
            socket.end(Buffer.buffer("ERROR connections there are " + mostConnections + " already\n"));
            return;
        }
        connections.add(new TcpConnection(this, socket, taking));
    }

    private void endTheSlow() {
        long now = context().node().clock().millis();
        Set.copyOf(connections).forEach(connection -> connection.endIfSlow(now, idleMillis, lineMillis));
    }

    private static long timeout(Settings settings, String key, Duration fallback) {
        return settings.duration(key, fallback, Duration.ofMillis(50), Duration.ofHours(24))
                .toMillis();
    }
}
