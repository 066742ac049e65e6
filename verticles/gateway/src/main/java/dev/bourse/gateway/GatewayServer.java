package dev.bourse.gateway;

import dev.bourse.exchange.follow.ModelSnapshots;
import dev.bourse.gateway.GatewayOptions.NetworkOptions;
import dev.bourse.gateway.desk.AccountCalls;
import dev.bourse.gateway.desk.Accounts;
import dev.bourse.gateway.desk.Calls;
import dev.bourse.gateway.desk.Desk;
import dev.bourse.gateway.desk.IdentityCalls;
import dev.bourse.gateway.desk.IdentityLog;
import dev.bourse.gateway.desk.MarketCalls;
import dev.bourse.gateway.desk.OrderCalls;
import dev.bourse.gateway.desk.Passwords;
import dev.bourse.gateway.desk.Programs;
import dev.bourse.gateway.desk.ReadCalls;
import dev.bourse.gateway.identity.Sessions;
import dev.bourse.gateway.identity.Signatures;
import dev.bourse.gateway.port.Exchange;
import dev.bourse.gateway.port.OutputQueue;
import dev.bourse.gateway.port.Outputs;
import dev.bourse.gateway.rest.Authentication;
import dev.bourse.gateway.rest.Gate;
import dev.bourse.gateway.rest.Origins;
import dev.bourse.gateway.rest.RestApi;
import dev.bourse.gateway.rest.Visitors;
import dev.bourse.gateway.socket.SocketMetrics;
import dev.bourse.gateway.socket.SocketRoute;
import dev.bourse.gateway.socket.Sockets;
import dev.bourse.shared.access.Role;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.config.StartFailure;
import dev.bourse.shared.rest.Origin;
import dev.bourse.shared.telemetry.Health;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The gateway on one context: puts its parts together, and listens once the model is being filled. */
public final class GatewayServer extends VerticleBase {
    private static final int MAX_LINE_BYTES = 4 * 1024;
    private static final int MAX_MESSAGE_BYTES = 16 * 1024;
    private static final long LOOK_MILLIS = 1_000;
    private static final int JOURNAL_THREADS = 1;
    private static final int PASSWORD_THREADS = 2;

    private final GatewayOptions options;
    private final Kept kept;
    private final Exchange exchange;
    private final Outputs outputs;
    private final ModelSnapshots snapshots;
    private final Clock clock;
    private final Telemetry telemetry;
    private final SecureRandom random;
    private final Supplier<List<Origin>> pages;
    private @Nullable OutputQueue queue;
    private @Nullable Desk served;
    private @Nullable Programs programs;
    private volatile int port;

    GatewayServer(
            GatewayOptions options,
            Kept kept,
            Exchange exchange,
            Outputs outputs,
            ModelSnapshots snapshots,
            Clock clock,
            Telemetry telemetry,
            SecureRandom random,
            Supplier<List<Origin>> pages) {
        this.options = options;
        this.kept = kept;
        this.exchange = exchange;
        this.outputs = outputs;
        this.snapshots = snapshots;
        this.clock = clock;
        this.telemetry = telemetry;
        this.random = random;
        this.pages = pages;
    }

    int port() {
        return port;
    }

    /** The credentials of a program of this process. Any thread. */
    Future<Programs.Credentials> credentials(String program, Role role) {
        Promise<Programs.Credentials> promise = Promise.promise();
        context.runOnContext(called ->
                Objects.requireNonNull(programs).credentials(program, role).onComplete(promise));
        return promise.future();
    }

    @Override
    public Future<?> start() {
        Desk desk = new Desk(
                context,
                vertx,
                exchange,
                new Desk.Limits(options.underWay(), options.patience(), options.bounds()),
                telemetry);
        Sessions sessions = new Sessions(
                kept.secret(), new Sessions.Terms(options.access(), options.refresh(), options.maxSessions()));
        Signatures signatures =
                new Signatures(kept.identities(), kept.secret(), options.signatureWindow(), options.maxNonces());
        Authentication authentication = new Authentication(sessions, signatures);
        NetworkOptions network = options.network();
        Gate gate = new Gate(
                clock,
                new Gate.Rate(network.addressRate(), 2.0 * network.addressRate()),
                new Gate.Rate(network.callerRate(), 2.0 * network.callerRate()),
                network.remembered(),
                telemetry);
        Visitors visitors = new Visitors(limits(network), clock, telemetry);
        Accounts accounts = new Accounts(kept.identities(), desk);
        Calls calls = calls(desk, accounts, sessions, signatures);
        SocketMetrics socketMetrics = new SocketMetrics(telemetry);
        Sockets sockets =
                new Sockets(calls, desk, accounts, authentication, gate, clock, socketMetrics, socketLimits());
        count(sessions, signatures);
        RestApi rest = new RestApi(
                calls, authentication, gate, visitors, new Origins(this::origins), clock, options.maxBody(), telemetry);
        SocketRoute route = new SocketRoute(sockets, visitors, socketMetrics);
        Router router = Router.router(vertx);
        follow(desk);
        desk.begin();
        vertx.setPeriodic(LOOK_MILLIS, timer -> {
            visitors.look();
            sockets.look();
        });
        return rest.mount(router, vertx, sockets::hasRoom, (request, address) -> route.open(request, address))
                .compose(mounted -> listen(router, visitors));
    }

    @Override
    public Future<?> stop() {
        outputs.close();
        if (served != null) {
            served.close();
        }
        if (queue != null) {
            queue.close();
        }
        return Future.succeededFuture();
    }

    private Calls calls(Desk desk, Accounts accounts, Sessions sessions, Signatures signatures) {
        IdentityLog log = new IdentityLog(
                kept.journal(),
                kept.identities(),
                vertx.createSharedWorkerExecutor("gateway-users", JOURNAL_THREADS),
                clock);
        telemetry.gauge("gateway.users.waiting", "changes of users that wait to be written", log::waiting);
        Passwords passwords = new Passwords(
                vertx.createSharedWorkerExecutor("gateway-passwords", PASSWORD_THREADS),
                random,
                options.passwordCost(),
                options.maxPasswords(),
                telemetry);
        IdentityCalls.Terms terms =
                new IdentityCalls.Terms(options.registration(), options.maxUsers(), options.attemptsPerSecond(), (int)
                        Math.max(1, 10 * options.attemptsPerSecond()));
        programs = new Programs(kept.identities(), log, passwords, signatures, random);
        Calls calls = new Calls(desk);
        new IdentityCalls(kept.identities(), sessions, signatures, log, passwords, random, terms).addTo(calls);
        new OrderCalls(desk, accounts).addTo(calls);
        new ReadCalls(desk, accounts).addTo(calls);
        new AccountCalls(desk, kept.identities(), accounts, log).addTo(calls);
        new MarketCalls(desk).addTo(calls);
        return calls;
    }

    private List<Origin> origins() {
        List<Origin> known = pages.get();
        return known.isEmpty()
                ? options.origins()
                : Stream.concat(options.origins().stream(), known.stream()).toList();
    }

    private void count(Sessions sessions, Signatures signatures) {
        telemetry.gauge("gateway.sessions", "sessions that live", sessions::size);
        telemetry.gauge("gateway.sessions.reused", "refresh tokens that came twice", sessions::reused);
        telemetry.gauge("gateway.nonces", "nonces of signed requests that are remembered", signatures::remembered);
    }

    private void follow(Desk desk) {
        OutputQueue carrying = new OutputQueue(options.queue(), context, desk);
        queue = carrying;
        telemetry.gauge("gateway.outputs.waiting", "outputs that wait for the model", carrying::size);
        served = desk;
        telemetry.health().ready("outputs", () -> readiness(desk));
        outputs.follow(carrying);
        vertx.setPeriodic(LOOK_MILLIS, timer -> desk.snapshot(snapshots, carrying));
    }

    private static Health.Status readiness(Desk desk) {
        String applied = "output " + desk.model().applied() + " applied";
        if (!desk.failure().isEmpty()) {
            return Health.Status.down(desk.failure());
        }
        return desk.isCurrent()
                ? Health.Status.up(applied)
                : Health.Status.down(applied + ", but not yet all that the exchange had committed at the start");
    }

    private Visitors.Limits limits(NetworkOptions network) {
        return new Visitors.Limits(
                network.rules(),
                network.proxies(),
                network.connections(),
                network.connectionsOfAddress(),
                network.headPatience(),
                network.requestPatience());
    }

    private Sockets.Limits socketLimits() {
        return new Sockets.Limits(
                options.sockets().most(),
                options.sockets().unread(),
                options.sockets().readPatience(),
                options.sockets().loginPatience());
    }

    private Future<HttpServer> listen(Router router, Visitors visitors) {
        HttpServerOptions http = new HttpServerOptions()
                .setHost(options.host())
                .setPort(options.port())
                .setMaxHeaderSize(options.maxHeader())
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setMaxWebSocketMessageSize(MAX_MESSAGE_BYTES)
                .setMaxWebSocketFrameSize(MAX_MESSAGE_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setTcpNoDelay(true);
        options.tls()
                .ifPresent(tls -> http.setSsl(true)
                        .setSslHandshakeTimeout(options.network().headPatience().toMillis())
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(tls.certificate().toString())
                                .setKeyPath(tls.key().toString())));
        return vertx.createHttpServer(http)
                .connectionHandler(visitors::connected)
                .invalidRequestHandler(request -> {
                    request.response().setStatusCode(400).end();
                    request.connection().close();
                })
                .requestHandler(router)
                .listen()
                .onSuccess(server -> port = server.actualPort())
                .recover(failure -> Future.failedFuture(
                        failure instanceof BindException
                                ? StartFailure.portTaken("gateway.port", options.host(), options.port(), failure)
                                : failure));
    }
}
