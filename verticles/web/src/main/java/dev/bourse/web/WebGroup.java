package dev.bourse.web;

import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.HostPort;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.launch.Group;
import dev.bourse.web.market.Intake;
import dev.bourse.web.observe.MarketObserver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web group: an observer on the node's clustered Vert.x, and a server for browsers on a local one. */
public final class WebGroup implements Group {
    private static final Logger LOG = LoggerFactory.getLogger(WebGroup.class);

    private volatile @Nullable Vertx local;
    private volatile int port;
    private volatile String address = "";

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
        WebServer server = new WebServer(node, options, intake, observer::refresh);
        node.telemetry().health().ready("web", observer::readiness);
        return vertx.deployVerticle(server)
                .compose(deployed -> node.vertx().deployVerticle(observer))
                .onSuccess(deployed -> {
                    port = server.port();
                    address = "http://" + new HostPort(options.host(), port) + "/";
                    LOG.info("browsers are served at {}", address);
                });
    }

    /** The port that it listens on, once it is deployed. */
    public int port() {
        return port;
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
