package dev.bourse.gateway;

import dev.bourse.exchange.ExchangeAddress;
import dev.bourse.exchange.ExchangeConnection;
import dev.bourse.exchange.follow.ModelSnapshots;
import dev.bourse.exchange.follow.SnapshotOptions;
import dev.bourse.gateway.desk.Programs;
import dev.bourse.gateway.inprocess.InProcessExchange;
import dev.bourse.gateway.link.SequencerLink;
import dev.bourse.gateway.model.ReadModel;
import dev.bourse.shared.access.Role;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.HostPort;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.config.StartFailure;
import dev.bourse.shared.launch.Group;
import dev.bourse.shared.rest.Origin;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway as a group: a server on a Vert.x of its own, before an exchange. */
public final class GatewayGroup implements Group {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayGroup.class);
    private static final String NAME = "gateway";
    private static final int WORKERS = 4;
    private static final int OUTPUTS_KEPT = 1_000_000;

    private final Optional<Function<Duration, ExchangeConnection>> ownNode;
    private final Supplier<List<Origin>> pages;
    private volatile @Nullable Vertx local;
    private volatile @Nullable Kept kept;
    private volatile Supplier<Future<Void>> unlink = Future::succeededFuture;
    private volatile @Nullable GatewayServer server;
    private volatile @Nullable GatewayEndpoint endpoint;
    private volatile int port;
    private volatile String announcement = "";

    /** Before nodes that the settings name. */
    public GatewayGroup() {
        ownNode = Optional.empty();
        pages = List::of;
    }

    /** @param node connects to the one node of the exchange that is in this process, with a command's patience */
    public GatewayGroup(Function<Duration, ExchangeConnection> node) {
        this(node, List::of);
    }

    /**
     * @param node connects to the one node of the exchange that is in this process, with a command's patience
     * @param pages pages of this process, which may use the gateway as those of {@code gateway.allowed-origins} may;
     *     asked on the gateway's thread
     */
    public GatewayGroup(Function<Duration, ExchangeConnection> node, Supplier<List<Origin>> pages) {
        ownNode = Optional.of(node);
        this.pages = pages;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(Settings settings) {
        FirstPassword.from(settings, GatewayOptions.from(settings).passwordCost());
        ExchangeAddress.from(settings);
    }

    @Override
    public Future<?> deploy(Node node, Settings settings) {
        return deploy(node.clock(), node.telemetry(), settings);
    }

    /** Starts without a cluster around it. */
    public Future<?> deploy(Clock clock, Telemetry telemetry, Settings settings) {
        GatewayOptions options = GatewayOptions.from(settings);
        FirstPassword first = FirstPassword.from(settings, options.passwordCost());
        ExchangeAddress address = ExchangeAddress.from(settings);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(WORKERS));
        local = vertx;
        SecureRandom random = new SecureRandom();
        return vertx.executeBlocking(() -> open(options, first, random, clock))
                .onSuccess(opened -> kept = opened)
                .map(opened -> switch (options.behind()) {
                    case SEQUENCER -> {
                        ModelSnapshots snapshots = snapshots(options.snapshots(), telemetry);
                        SequencerLink link = link(options, address, snapshots, telemetry);
                        yield new GatewayServer(
                                options, opened, link, link, snapshots, clock, telemetry, random, pages);
                    }
                    case IN_PROCESS -> {
                        LOG.warn("the exchange is inside this process: nothing that happens on it outlives it");
                        InProcessExchange exchange = new InProcessExchange(clock, OUTPUTS_KEPT);
                        ModelSnapshots none = snapshots(SnapshotOptions.none(), telemetry);
                        yield new GatewayServer(
                                options, opened, exchange, exchange, none, clock, telemetry, random, pages);
                    }
                })
                .compose(made -> vertx.deployVerticle(made).onSuccess(deployed -> {
                    port = made.port();
                    server = made;
                    endpoint = GatewayEndpoint.of(options, port);
                }))
                .onSuccess(deployed -> announce(options));
    }

    /** The port that it listens on, once it is deployed. */
    public int port() {
        return port;
    }

    /** Where it listens, once it is deployed. */
    public Optional<GatewayEndpoint> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    /** What a program of this process signs its requests with, as a user that it alone can be. */
    public Future<Programs.Credentials> credentials(String program, Role role) {
        GatewayServer deployed = server;
        return deployed == null
                ? Future.failedFuture(new IllegalStateException("the gateway is not deployed"))
                : deployed.credentials(program, role);
    }

    @Override
    public Optional<String> announcement() {
        return announcement.isEmpty() ? Optional.empty() : Optional.of(announcement);
    }

    @Override
    public Future<?> stop() {
        Vertx vertx = local;
        Future<Void> closed = vertx == null ? Future.succeededFuture() : vertx.close();
        // The media driver of a node in this process must outlive the link.
        return closed.transform(ended -> unlink.get()).onComplete(ended -> close(kept));
    }

    private static ModelSnapshots snapshots(SnapshotOptions options, Telemetry telemetry) {
        ModelSnapshots snapshots = new ModelSnapshots(NAME, ReadModel.LAYOUT, options);
        snapshots.measure(telemetry);
        return snapshots;
    }

    private SequencerLink link(
            GatewayOptions options, ExchangeAddress address, ModelSnapshots snapshots, Telemetry telemetry) {
        // Of this folder alone, as is the process: the folder is locked.
        String name = "gateway-"
                + Integer.toHexString(
                        options.folder().toAbsolutePath().normalize().toString().hashCode());
        SequencerLink link = new SequencerLink(
                () -> ownNode.map(node -> node.apply(options.patience()))
                        .orElseGet(() -> ExchangeConnection.remote(
                                address,
                                name,
                                options.patience(),
                                error -> LOG.warn("the connection to the exchange has a fault", error))),
                snapshots);
        telemetry.gauge(
                "gateway.exchange.connected", "1 where a leader takes commands", () -> link.isConnected() ? 1 : 0);
        telemetry.gauge("gateway.exchange.connections", "connections opened since the start", link::connections);
        telemetry.gauge(
                "gateway.exchange.reader.changes", "times that outputs were sought at another node", link::changes);
        telemetry.gauge("gateway.outputs.missed", "outputs deleted before they could be read", link::missed);
        telemetry.gauge("gateway.model.seeded", "times the model began with the exchange's own state", link::worlds);
        unlink = () -> {
            link.close();
            return link.ended();
        };
        return link;
    }

    private void announce(GatewayOptions options) {
        String scheme = options.tls().isPresent() ? "https://" : "http://";
        String address = scheme + new HostPort(options.host(), port) + "/";
        LOG.info("orders are taken at {}", address);
        Path password = options.folder().resolve(FirstOperator.FILE);
        announcement = "The exchange takes orders at " + address
                + (Files.exists(password)
                        ? "; the password of the user operator is in " + password.toAbsolutePath()
                        : "");
    }

    private static Kept open(GatewayOptions options, FirstPassword first, SecureRandom random, Clock clock) {
        try {
            return Kept.open(options.folder(), random, first, clock.millis());
        } catch (IOException failed) {
            throw new StartFailure(
                    "the folder " + options.folder() + " cannot be used (" + failed + "); see --gateway.folder",
                    failed);
        }
    }

    private static void close(@Nullable Kept opened) {
        try {
            if (opened != null) {
                opened.close();
            }
        } catch (IOException failed) {
            LOG.warn("the gateway's folder was not closed", failed);
        }
    }
}
