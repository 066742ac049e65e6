package dev.bourse.shared.launch;

import dev.bourse.shared.cluster.Identity;
import dev.bourse.shared.cluster.Membership;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.instrument.GeneratedUniverse;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.UniverseFile;
import dev.bourse.shared.management.InstrumentAdmin;
import dev.bourse.shared.management.ManagementServer;
import dev.bourse.shared.telemetry.PrometheusTelemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.http.HttpServer;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a started process, in the order in which they depend on each other: telemetry, membership, management
 * server, instruments, groups. Stopping goes the other way. Starting blocks its thread while Hazelcast starts.
 */
final class RunningProcess {
    private static final Logger LOG = LoggerFactory.getLogger(RunningProcess.class);

    private final ProcessOptions options;
    private final Settings settings;
    private final List<Group> groups;
    private final PrometheusTelemetry telemetry;
    private final List<Group> deployed = new ArrayList<>();
    private @Nullable Membership membership;
    private @Nullable HttpServer management;
    private volatile boolean up;

    RunningProcess(ProcessOptions options, Settings settings, Group... groups) {
        this.options = options;
        this.settings = settings;
        this.groups = Arrays.asList(groups);
        this.telemetry = new PrometheusTelemetry().withJvm();
    }

    /** Starts everything; whoever calls it calls {@link #stop} also where it fails. */
    Future<Void> start() {
        Identity identity = Identity.ofThisProcess(
                options.cluster().node(), groups.stream().map(Group::name).toList());
        telemetry.health().ready("started", () -> up ? up("all groups are deployed") : down("still starting"));
        return Membership.join(options.cluster(), identity, telemetry, this::withMetrics)
                .compose(joined -> {
                    membership = joined;
                    watchMembership(joined.node());
                    return listen(joined.node());
                })
                .compose(listening -> seed())
                .compose(seeded -> deploy())
                .onSuccess(deployed -> up = true);
    }

    /** Where the management server listens, as host:port. */
    Optional<String> managementAddress() {
        return Optional.ofNullable(management)
                .map(server -> options.management().host() + ":" + server.actualPort());
    }

    /** Stops everything that has started. */
    Future<Void> stop() {
        up = false;
        return Future.join(deployed.reversed().stream().map(Group::stop).toList())
                .transform(stopped -> membership == null ? Future.succeededFuture() : membership.leave())
                .eventually(() -> {
                    telemetry.close();
                    return Future.succeededFuture();
                });
    }

    private VertxBuilder withMetrics(VertxBuilder builder) {
        // The event bus is left out: it would make a meter for each address, and our own words say more.
        MicrometerMetricsOptions metrics = new MicrometerMetricsOptions()
                .setEnabled(true)
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS.toCategory())
                .addDisabledMetricsCategory(MetricsDomain.NET_SERVER.toCategory())
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT.toCategory());
        return builder.withMetrics(vertxOptions ->
                new MicrometerMetricsFactory(telemetry.registry()).metrics(vertxOptions.setMetricsOptions(metrics)));
    }

    private void watchMembership(Node node) {
        telemetry
                .health()
                .live(
                        "member",
                        () -> node.hazelcast().getLifecycleService().isRunning()
                                ? up("member of " + node.hazelcast().getConfig().getClusterName())
                                : down("the cluster member has ended"));
    }

    private Future<HttpServer> listen(Node node) {
        ManagementServer server = new ManagementServer(node.vertx(), options.management(), telemetry);
        new InstrumentAdmin(node.instruments(), options.management().token()).mount(server.router());
        return server.listen().onSuccess(listening -> management = listening);
    }

    private Future<Void> seed() {
        Membership joined = membership;
        if (joined == null || groups.stream().noneMatch(group -> group.name().equals("data"))) {
            return Future.succeededFuture();
        }
        Vertx vertx = joined.node().vertx();
        return vertx.executeBlocking(this::universe, false)
                .compose(joined::seed)
                .map(filled -> null);
    }

    private List<Instrument> universe() {
        Optional<Path> file = options.instruments().file();
        if (file.isEmpty()) {
            return GeneratedUniverse.of(options.instruments().generated());
        }
        try {
            UniverseFile.Contents contents = UniverseFile.read(file.get());
            contents.rejected()
                    .forEach((field, rows) -> telemetry
                            .counter(
                                    "instruments.rejected",
                                    "Rows of the universe file that were rejected",
                                    "field",
                                    field)
                            .add(rows));
            LOG.info("{} instruments in {}", contents.instruments().size(), file.get());
            if (contents.rejectedRows() > 0) {
                LOG.warn(
                        "{} rows of {} were rejected: {}; the first: {}",
                        contents.rejectedRows(),
                        file.get(),
                        contents.rejected(),
                        String.join(" | ", contents.examples()));
            }
            return contents.instruments();
        } catch (IOException unreadable) {
            throw new StartFailure(
                    "instruments.file " + file.get() + " cannot be read as text in UTF-8; give a universe file",
                    unreadable);
        }
    }

    private Future<Void> deploy() {
        if (membership == null) {
            return Future.failedFuture("not joined");
        }
        Node node = membership.node();
        List<Future<?>> futures = new ArrayList<>();
        for (Group group : groups) {
            deployed.add(group);
            futures.add(Future.future(
                    promise -> group.deploy(node, settings).<Void>mapEmpty().onComplete(promise)));
        }
        return Future.all(futures).mapEmpty();
    }

    private static dev.bourse.shared.telemetry.Health.Status up(String reason) {
        return dev.bourse.shared.telemetry.Health.Status.up(reason);
    }

    private static dev.bourse.shared.telemetry.Health.Status down(String reason) {
        return dev.bourse.shared.telemetry.Health.Status.down(reason);
    }
}
