package dev.bourse.web;

import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.HostPort;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.launch.Group;
import dev.bourse.shared.rest.Origin;
import dev.bourse.web.market.Intake;
import dev.bourse.web.observe.MarketObserver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web group: an observer on the node's clustered Vert.x, and a server for browsers on a local one. */
public final class WebGroup implements Group {
    private static final Logger LOG = LoggerFactory.getLogger(WebGroup.class);

    private final Supplier<Optional<Origin>> ownGateway;
    private volatile @Nullable Vertx local;
    private volatile int port;
    private volatile String address = "";
    private volatile List<Origin> origins = List.of();

    /** Its page trades where {@code web.gateway} says. */
    public WebGroup() {
        this(Optional::empty);
    }

    /**
     * @param ownGateway the gateway of this process, where {@code web.gateway} names no other; asked on the server's
     *     thread at each request
     */
    public WebGroup(Supplier<Optional<Origin>> ownGateway) {
        this.ownGateway = ownGateway;
    }

    @Override
    public String name() {
        return "web";
    }

    @Override
    public void check(Settings settings) {
        WebOptions.from(settings);
    }

    @Override
    public Future<?> deploy(Node node, Settings settings) {
        WebOptions options = WebOptions.from(settings);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(4));
        local = vertx;
        Intake intake = new Intake();
        MarketObserver observer = new MarketObserver(
                node.partitions(),
                intake,
                node.clock(),
                node.telemetry().flow(),
                node.logs().signals());
        Supplier<Optional<Origin>> gateway = () -> options.gateway().or(ownGateway);
        WebServer server = new WebServer(node, options, gateway, intake, observer::refresh);
        node.telemetry().health().ready("web", observer::readiness);
        return vertx.deployVerticle(server)
                .compose(deployed -> node.vertx().deployVerticle(observer))
                .onSuccess(deployed -> {
                    port = server.port();
                    address = "http://" + new HostPort(options.host(), port) + "/";
                    origins = origins(options, port);
                    LOG.info("browsers are served at {}", address);
                });
    }

    /** The port that it listens on, once it is deployed. */
    public int port() {
        return port;
    }

    /** The origins that its page can have in a browser, once it is deployed: all names that it answers to. */
    public List<Origin> origins() {
        return origins;
    }

    private static List<Origin> origins(WebOptions options, int port) {
        return Stream.concat(Stream.of(options.host()), options.allowedHosts().stream())
                .map(name -> name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name)
                .flatMap(name -> Origin.of("http://" + new HostPort(name, port)).stream())
                .distinct()
                .toList();
    }

    @Override
    public Optional<String> announcement() {
        return address.isEmpty() ? Optional.empty() : Optional.of("Bourse is at " + address);
    }

    @Override
    public Future<?> stop() {
        Vertx vertx = local;
        return vertx == null ? Future.succeededFuture() : vertx.close();
    }
}
