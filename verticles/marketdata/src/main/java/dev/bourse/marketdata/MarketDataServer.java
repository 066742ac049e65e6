package dev.bourse.marketdata;

import dev.bourse.marketdata.archive.CandleArchive;
import dev.bourse.marketdata.bus.BusDoor;
import dev.bourse.marketdata.bus.Readers;
import dev.bourse.marketdata.publish.Newest;
import dev.bourse.marketdata.publish.TradeBatch;
import dev.bourse.marketdata.reader.MarketReader;
import dev.bourse.marketdata.rest.Directory;
import dev.bourse.marketdata.rest.Entitlements;
import dev.bourse.marketdata.rest.Past;
import dev.bourse.marketdata.rest.RestApi;
import dev.bourse.marketdata.socket.Sockets;
import dev.bourse.marketdata.stream.RateLimit;
import dev.bourse.marketdata.stream.Sessions;
import dev.bourse.shared.access.TokenReader;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.rest.Listening;
import dev.bourse.shared.rest.Problem;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/** The side of the group that clients talk to: REST and WebSocket, on one event loop, from copies. */
final class MarketDataServer extends VerticleBase {
    private static final int DEEPEST = 50;
    /** Between two messages to a reader on the event bus. */
    private static final long BUS_MILLIS = 100;

    private static final int MAX_MESSAGE_BYTES = 4 * 1024;
    private static final int QUEUE_BYTES = 256 * 1024;

    private final Vertx clustered;
    private final MarketDataOptions options;
    private final Clock clock;
    private final Newest newest;
    private final OneToOneConcurrentArrayQueue<TradeBatch> trades;
    private final MarketReader reader;
    private final CandleArchive archive;
    private final Directory directory;
    private final Entitlements entitlements;
    private final Sessions sessions;
    private final Sockets sockets;
    private final RateLimit rates;
    private final Readers readers;
    private @Nullable BusDoor bus;
    private volatile int port;

    MarketDataServer(
            Vertx clustered,
            MarketDataOptions options,
            Clock clock,
            Newest newest,
            OneToOneConcurrentArrayQueue<TradeBatch> trades,
            MarketReader reader,
            CandleArchive archive,
            TokenReader tokens) {
        this.clustered = clustered;
        this.options = options;
        this.clock = clock;
        this.newest = newest;
        this.trades = trades;
        this.reader = reader;
        this.archive = archive;
        directory = new Directory(newest);
        readers = new Readers(newest, directory);
        entitlements = new Entitlements(options.depthKeys(), tokens, clock, DEEPEST);
        sessions = new Sessions(clock.nanos(), options.patience().toMillis());
        rates = new RateLimit(options.maxRequests());
        Sockets.Limits limits = new Sockets.Limits(
                options.maxSockets(), options.maxSubscriptions(), options.maxMessages(), QUEUE_BYTES);
        sockets = new Sockets(sessions, directory, entitlements, clock, limits);
    }

    /** The port that it listens on, once it does. */
    int port() {
        return port;
    }

    void measure(Telemetry telemetry) {
        telemetry.gauge("marketdata.sockets", "WebSocket clients", sessions::size);
        telemetry.gauge("marketdata.sockets.refused", "clients for whom there was no place", sockets::refused);
        telemetry.gauge("marketdata.requests.refused", "requests of addresses that ask too often", rates::refused);
        readers.measure(telemetry);
        telemetry.gauge(
                "marketdata.conflated", "books and candles that slow clients did not get", sessions::conflations);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(Math.max(1, options.interval().toMillis() / 2), timer -> tick());
        Past past = new Past(reader, archive, vertx);
        RestApi rest = new RestApi(directory, past, entitlements);
        BusDoor door = new BusDoor(clustered, rest, readers, entitlements, clock);
        bus = door;
        vertx.setPeriodic(BUS_MILLIS, timer -> door.tell());
        return rest.router(vertx).compose(api -> {
            Router router = Router.router(vertx);
            router.route().handler(this::admit);
            router.get("/v1/marketdata/stream")
                    .handler(context -> past.end().ifPresentOrElse(context::fail, context::next))
                    .handler(sockets::accept)
                    .failureHandler(RestApi::fail);
            router.route().subRouter(api);
            return door.open(context).compose(opened -> listen(router));
        });
    }

    @Override
    public Future<?> stop() {
        BusDoor door = bus;
        return door == null ? Future.succeededFuture() : door.close();
    }

    private void admit(RoutingContext context) {
        long wait = rates.take(context.request().remoteAddress().hostAddress(), clock.millis());
        if (wait == 0) {
            context.next();
        } else {
            Problem.tooManyRequests(wait, options.maxRequests()).answer(context);
        }
    }

    private Future<HttpServer> listen(Router router) {
        HttpServerOptions http = Listening.bounded(options.host(), options.port())
                .setMaxWebSocketMessageSize(MAX_MESSAGE_BYTES)
                .setMaxWebSocketFrameSize(MAX_MESSAGE_BYTES);
        return Listening.start(vertx, http, "marketdata.port", router).onSuccess(server -> port = server.actualPort());
    }

    private void tick() {
        List<TradeBatch> fresh = new ArrayList<>();
        trades.drainTo(fresh, trades.capacity());
        sessions.tick(newest, fresh, clock.millis());
        BusDoor door = bus;
        if (door != null) {
            door.trades(fresh);
        }
    }
}
