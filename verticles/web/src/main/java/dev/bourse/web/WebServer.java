package dev.bourse.web;

import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.Universe;
import dev.bourse.shared.rest.Listening;
import dev.bourse.shared.rest.Origin;
import dev.bourse.web.book.Books;
import dev.bourse.web.bridge.Bridge;
import dev.bourse.web.chart.Charts;
import dev.bourse.web.market.Intake;
import dev.bourse.web.market.Listing;
import dev.bourse.web.market.MarketView;
import dev.bourse.web.market.Orders;
import dev.bourse.web.market.SignalLog;
import dev.bourse.web.observe.BookWatch;
import dev.bourse.web.observe.MarketData;
import dev.bourse.web.observe.Owners;
import dev.bourse.web.rest.ExchangeMarket;
import dev.bourse.web.rest.Failures;
import dev.bourse.web.rest.RestApi;
import dev.bourse.web.site.Guard;
import dev.bourse.web.site.Site;
import dev.bourse.web.view.Clients;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.Transport;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The side of the web group that browsers talk to, on a Vert.x of its own: what they subscribe to stays in this
 * process. All clients, the market's view and REST are on its one context.
 */
public final class WebServer extends VerticleBase {
    private static final int MAX_MESSAGE_BYTES = 8 * 1024;
    private static final int MAX_FRAME_BYTES = 128 * 1024;
    private static final long HEARTBEAT_MILLIS = 1_000;
    private static final int IDLE_SECONDS = 60;
    private static final long STALE_MILLIS = 5_000;

    /** Frames are looked for so often in each frame interval, so that one is at most a fifth of it late. */
    private static final int LOOKS = 5;

    private final Node node;
    private final WebOptions options;
    private final Supplier<Optional<Origin>> gateway;
    private final Intake intake;
    private final Runnable instrumentsCame;
    private final MarketView market = new MarketView();
    private final SignalLog signals = new SignalLog();
    private final AtomicReference<@Nullable Universe> changed = new AtomicReference<>();
    private final Orders orders;
    private final Charts charts;
    private final Clients clients;
    private final Books books = new Books();
    private @Nullable BookWatch watch;
    private volatile int port;

    /**
     * @param gateway where the page trades, asked at each request
     * @param instrumentsCame called when instruments were added, whose states this process may have missed
     */
    public WebServer(
            Node node,
            WebOptions options,
            Supplier<Optional<Origin>> gateway,
            Intake intake,
            Runnable instrumentsCame) {
        this.node = node;
        this.options = options;
        this.gateway = gateway;
        this.intake = intake;
        this.instrumentsCame = instrumentsCame;
        this.orders = new Orders(market, options.orderInterval().toMillis());
        this.charts = new Charts(market, options.chartInterval().toMillis());
        Clients.Timing timing = new Clients.Timing(
                options.frameInterval().toMillis(),
                HEARTBEAT_MILLIS,
                options.silence().toMillis(),
                STALE_MILLIS);
        this.clients = new Clients(market, signals, orders, charts, books, timing);
    }

    /** The port that it listens on, once it does. */
    public int port() {
        return port;
    }

    @Override
    public Future<?> start() {
        Owners asked = new Owners(
                node.vertx(),
                context,
                node.partitions(),
                options.queryTimeout(),
                options.maxQueries(),
                node.telemetry());
        measure();
        // In this order: what changes while the first listing is made is for the next look.
        node.instruments().onChange((change, universe) -> changed.set(universe));
        relist(node.instruments().universe());
        RestApi rest = new RestApi(market, signals, orders, asked);
        MarketData exchange = new MarketData(node.vertx(), context, options.queryTimeout(), options.maxQueries());
        Bridge opened = new Bridge(
                clients,
                new Bridge.Limits(options.maxSockets(), options.maxMessages()),
                exchange::depth,
                node.clock(),
                node.telemetry());
        BookWatch watching = new BookWatch(node.vertx(), context, books, options.queryTimeout());
        watch = watching;
        vertx.setPeriodic(
                Math.max(1, options.frameInterval().toMillis() / LOOKS), timer -> look(asked, watching, opened));
        Future<Site> site = vertx.executeBlocking(() -> Site.load(WebServer.class.getClassLoader()));
        return watching.start()
                .compose(started -> site)
                .compose(files -> rest.router(vertx).compose(api -> listen(router(files, api, exchange, opened))));
    }

    @Override
    public Future<?> stop() {
        BookWatch watching = watch;
        return watching == null ? Future.succeededFuture() : watching.stop();
    }

    private void measure() {
        node.telemetry().gauge("web.conflated", "states replaced by newer ones before a look", intake::conflated);
        node.telemetry()
                .gauge("web.unknown", "states of instruments that are not listed here", intake::unknownInstruments);
        node.telemetry()
                .gauge(
                        "web.signals.unlisted",
                        "signals dropped since too many waited for instruments that are not listed here",
                        signals::unlistedDropped);
        node.telemetry().gauge("web.books", "order books that browsers show", books::size);
        node.telemetry().gauge("web.books.updates", "books and changes that came from market data", books::updates);
        node.telemetry().gauge("web.books.gaps", "times that books were lost on the way and came again", books::gaps);
        node.telemetry()
                .gauge("web.books.conflated", "versions of books that browsers were not told", books::conflated);
    }

    private Router router(Site site, Router api, MarketData exchange, Bridge bridge) {
        Router router = Router.router(vertx);
        router.route().handler(new Guard(options.allowedHosts(), gateway));
        router.get("/config.json").handler(this::tellPage);
        router.post("/eventbus/*").handler(BodyHandler.create(false).setBodyLimit(MAX_MESSAGE_BYTES));
        SockJSHandlerOptions sockJs = new SockJSHandlerOptions()
                .addDisabledTransport(Transport.EVENT_SOURCE.toString())
                .addDisabledTransport(Transport.HTML_FILE.toString())
                .addDisabledTransport(Transport.JSON_P.toString());
        router.route("/eventbus/*")
                .subRouter(SockJSHandler.create(vertx, sockJs).socketHandler(bridge::accept));
        router.route().subRouter(api);
        router.get("/v1/marketdata/*").handler(new ExchangeMarket(exchange));
        // The router of the contract hands on what the contract does not have.
        router.route("/v1/*")
                .handler(context -> context.fail(context.request().method().equals(HttpMethod.GET) ? 404 : 405));
        // A route matches with a slash at the end too.
        router.get("/docs").handler(context -> {
            if (context.request().path().equals("/docs")) {
                context.redirect("/docs/");
            } else {
                context.next();
            }
        });
        router.route().handler(site);
        router.route().failureHandler(Failures::answer);
        return router;
    }

    /** What the page has to know before it starts. */
    private void tellPage(RoutingContext context) {
        JsonObject told = new JsonObject();
        gateway.get().ifPresent(origin -> told.put("gateway", origin.text()));
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(told.toBuffer());
    }

    private Future<HttpServer> listen(Router router) {
        HttpServerOptions http = Listening.bounded(options.host(), options.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxWebSocketMessageSize(MAX_MESSAGE_BYTES)
                .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
        return Listening.start(vertx, http, "web.port", router).onSuccess(server -> port = server.actualPort());
    }

    private void look(Owners owners, BookWatch watching, Bridge bridge) {
        Universe universe = changed.getAndSet(null);
        if (universe != null) {
            relist(universe);
        }
        intake.drainTo(market, signals);
        long now = node.clock().millis();
        clients.tick(now, bridge);
        watching.look(now);
        for (Charts.Question question : charts.due(now)) {
            Instrument instrument = question.chart().instrument();
            owners.bars(instrument.id(), question.chart().period(), question.limit())
                    .onComplete(bars -> charts.answered(question, bars), failed -> charts.failed(question));
        }
    }

    private void relist(Universe universe) {
        int before = market.listing().size();
        intake.relist(Listing.of(universe), market, signals);
        if (market.listing().size() > before) {
            instrumentsCame.run();
        }
    }
}
