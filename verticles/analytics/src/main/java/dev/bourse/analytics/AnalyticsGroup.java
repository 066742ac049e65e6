package dev.bourse.analytics;

import dev.bourse.analytics.reader.ReplicaReader;
import dev.bourse.analytics.replica.Replica;
import dev.bourse.exchange.ConnectedOutputs;
import dev.bourse.exchange.follow.ModelSnapshots;
import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.HostPort;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.launch.Group;
import dev.bourse.shared.rest.TokenKeys;
import dev.bourse.shared.telemetry.Health;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The analytics replica in a process: its thread, and a server on a Vert.x of its own. */
public final class AnalyticsGroup implements Group {
    private static final Logger LOG = LoggerFactory.getLogger(AnalyticsGroup.class);
    private static final String NAME = "analytics";

    private final Function<Settings, FollowedOutputs.Source> sources;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private volatile Supplier<Future<?>> stop = Future::succeededFuture;
    private volatile int port;
    private volatile String address = "";

    /** A replica of the exchange that the settings name. */
    public AnalyticsGroup() {
        this(settings -> ConnectedOutputs.of(settings, NAME));
    }

    /** @param sources reads settings and gives what opens a way to the exchange */
    public AnalyticsGroup(Function<Settings, FollowedOutputs.Source> sources) {
        this.sources = sources;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(Settings settings) {
        AnalyticsOptions.from(settings);
        Objects.requireNonNull(sources.apply(settings));
    }

    @Override
    public Future<?> deploy(Node node, Settings settings) {
        AnalyticsOptions options = AnalyticsOptions.from(settings);
        ModelSnapshots snapshots = new ModelSnapshots(NAME, Replica.LAYOUT, options.snapshots());
        snapshots.measure(node.telemetry());
        ReplicaReader reader = new ReplicaReader(sources.apply(settings), snapshots, node.clock());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        stop = () -> stop(node.vertx(), vertx);
        return vertx.executeBlocking(() -> TokenKeys.read(options.tokenKey()))
                .map(tokens -> new AnalyticsServer(options, reader, tokens, node.clock()))
                .compose(server -> vertx.deployVerticle(server).onSuccess(deployed -> port = server.port()))
                .onSuccess(deployed -> {
                    start(reader);
                    measure(node.telemetry(), reader);
                    address = "http://" + new HostPort(options.host(), port) + "/v1/analytics/accounts";
                    LOG.info("analytics are at {}", address);
                });
    }

    /** The port that it listens on, once it is deployed. */
    public int port() {
        return port;
    }

    @Override
    public Optional<String> announcement() {
        return address.isEmpty()
                ? Optional.empty()
                : Optional.of("Analytics, for operators and auditors, are at " + address);
    }

    @Override
    public Future<?> stop() {
        return stop.get();
    }

    /** On the cluster's Vert.x, which outlives the local one: a worker may wait for the replica's thread. */
    private Future<?> stop(Vertx cluster, Vertx server) {
        stop = Future::succeededFuture;
        return cluster.executeBlocking(() -> {
                    CloseHelper.closeAll(opened.reversed());
                    return true;
                })
                .eventually(server::close);
    }

    private void start(ReplicaReader reader) {
        AgentRunner runner = new AgentRunner(
                new BackoffIdleStrategy(0, 0, TimeUnit.MICROSECONDS.toNanos(10), TimeUnit.MILLISECONDS.toNanos(2)),
                failure -> LOG.error("the replica's thread has a fault", failure),
                null,
                reader);
        opened.add(runner);
        AgentRunner.startOnThread(runner);
    }

    private static void measure(Telemetry telemetry, ReplicaReader reader) {
        telemetry.gauge("analytics.output", "number of the last output that was read", reader::number);
        telemetry.gauge("analytics.since", "output behind which all that happened is known, 0 for all", reader::since);
        telemetry.gauge("analytics.outputs.missed", "outputs deleted before they could be read", reader::missed);
        telemetry.health().ready("analytics", () -> {
            Optional<String> failure = reader.failure();
            if (failure.isPresent()) {
                return Health.Status.down(failure.get());
            }
            return reader.isCaughtUp() ? Health.Status.up(reader.state()) : Health.Status.down(reader.state());
        });
    }
}
