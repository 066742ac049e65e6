package dev.bourse.gateway;

import dev.bourse.gateway.inprocess.InProcessExchange;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.HostPort;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.config.StartFailure;
import dev.bourse.shared.launch.Group;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway as a group: a server on a Vert.x of its own, before an exchange. */
public final class GatewayGroup implements Group {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayGroup.class);
    private static final int WORKERS = 4;
    private static final int OUTPUTS_KEPT = 1_000_000;

    private volatile @Nullable Vertx local;
    private volatile @Nullable Kept kept;
    private volatile int port;
    private volatile String address = "";

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public void check(Settings settings) {
        GatewayOptions.from(settings);
    }

    @Override
    public Future<?> deploy(Node node, Settings settings) {
        return deploy(node.clock(), node.telemetry(), settings);
    }

    /** Starts without a cluster around it. */
    Future<?> deploy(Clock clock, Telemetry telemetry, Settings settings) {
        GatewayOptions options = GatewayOptions.from(settings);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(WORKERS));
        local = vertx;
        SecureRandom random = new SecureRandom();
        LOG.warn("the exchange is inside this process: nothing that happens on it outlives the process");
        InProcessExchange exchange = new InProcessExchange(clock, OUTPUTS_KEPT);
        return vertx.executeBlocking(() -> open(options, random, clock))
                .onSuccess(opened -> kept = opened)
                .map(opened -> new GatewayServer(options, opened, exchange, exchange, clock, telemetry, random))
                .compose(server -> vertx.deployVerticle(server).onSuccess(deployed -> port = server.port()))
                .onSuccess(deployed -> {
                    String scheme = options.tls().isPresent() ? "https://" : "http://";
                    address = scheme + new HostPort(options.host(), port) + "/";
                    LOG.info("orders are taken at {}", address);
                });
    }

    /** The port that it listens on, once it is deployed. */
    public int port() {
        return port;
    }

    @Override
    public Optional<String> announcement() {
        return address.isEmpty() ? Optional.empty() : Optional.of("The exchange takes orders at " + address);
    }

    @Override
    public Future<?> stop() {
        Vertx vertx = local;
        Future<Void> closed = vertx == null ? Future.succeededFuture() : vertx.close();
        return closed.onComplete(ended -> close(kept));
    }

    private static Kept open(GatewayOptions options, SecureRandom random, Clock clock) {
        try {
            return Kept.open(options.folder(), random, options.passwordCost(), clock.millis());
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
