package dev.bourse.data.feed;

import dev.bourse.data.vendor.Tokens;
import dev.bourse.data.vendor.Vendor;
import dev.bourse.data.vendor.VendorRecords;
import dev.bourse.shared.config.HostPort;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.config.StartFailure;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Takes ticks that vendors post as NDJSON to {@code /v1/ticks} (docs/protocol/http-feed.md). */
public final class HttpFeed extends LiveFeed {
    private static final HostPort ADDRESS = new HostPort("127.0.0.1", 9402);
    private static final int LONGEST_HEADER = 8_192;

    private final Promises promises = new Promises();
    private HostPort address = ADDRESS;
    private Tokens tokens = Tokens.parse("");
    private int mostBytes;
    private int mostConnections;
    private long requestMillis;
    private long roomMillis;
    private @Nullable HttpServer server;
    private @Nullable HttpWatch watch;

    @Override
    public String name() {
        return "http";
    }

    @Override
    public void configure(Settings settings) {
        address = settings.address("data.http.address", ADDRESS);
        tokens = Doors.tokens(settings, "data.http.tokens", "data.http.address", address);
        mostBytes = settings.integer("data.http.most-bytes", 1 << 20, 1 << 10, 1 << 26);
        mostConnections = settings.integer("data.http.connections", 64, 1, 10_000);
        requestMillis = settings.duration(
                        "data.http.request-timeout",
                        Duration.ofSeconds(15),
                        Duration.ofMillis(50),
                        Duration.ofMinutes(10))
                .toMillis();
        roomMillis = settings.duration(
                        "data.http.room-timeout", Duration.ofSeconds(2), Duration.ofMillis(1), Duration.ofMinutes(10))
                .toMillis();
    }

    @Override
    public Future<Void> start(FeedContext feedContext) {
        VendorRecords records = open(feedContext);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(LONGEST_HEADER)
                .setMaxFormAttributeSize(LONGEST_HEADER);
        HttpServer listening = feedContext.node().vertx().createHttpServer(options);
        HttpWatch watching = new HttpWatch(feedContext.node(), mostConnections, requestMillis);
        server = listening;
        watch = watching;
        return listening
                .connectionHandler(watching::connected)
                .requestHandler(request -> requested(request, records, watching))
                .listen()
                .<Void>mapEmpty()
                .recover(cause -> Future.failedFuture(
                        StartFailure.portTaken("data.http.address", address.host(), address.port(), cause)));
    }

    /** The port that it listens on, which the system may have chosen. */
    public int port() {
        HttpServer listening = server;
        return listening == null ? 0 : listening.actualPort();
    }

    @Override
    public Future<Void> stop() {
        closed();
        HttpWatch watching = watch;
        HttpServer listening = server;
        if (watching == null || listening == null) {
            return Future.succeededFuture();
        }
        watching.stop();
        return listening.close();
    }

    @Override
    void promised(Vendor vendor) {
        promises.look();
    }

    @Override
    void rewound(Vendor vendor) {
        promises.look();
    }

    /** Completes when all that came of these numbers may be promised; see {@link Promises}. */
    Future<Boolean> promise(Promises.Asked asked) {
        return promises.ask(context().node().vertx(), asked, requestMillis);
    }

    private void requested(HttpServerRequest request, VendorRecords records, HttpWatch watching) {
        watching.begun(request.connection());
        request.response().endHandler(done -> watching.ended(request.connection()));
        new TickPost(this, request, records, tokens, mostBytes, roomMillis).begin();
    }
}
