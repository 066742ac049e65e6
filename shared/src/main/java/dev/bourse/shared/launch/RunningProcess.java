package dev.bourse.shared.launch;

import dev.bourse.shared.cluster.Identity;
import dev.bourse.shared.cluster.Membership;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.management.ClusterCall;
import dev.bourse.shared.management.InstrumentAdmin;
import dev.bourse.shared.management.ManagementServer;
import dev.bourse.shared.telemetry.Health;
import dev.bourse.shared.telemetry.PrometheusTelemetry;
import io.vertx.core.Future;
import io.vertx.core.VertxBuilder;
import io.vertx.core.http.HttpServer;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
                    return listen(joined);
                })
                .compose(listening -> allowed())
                .compose(agreed -> deploy())
                .onSuccess(deployed -> up = true);
    }

    /** Where the management server listens, as host:port. */
    Optional<String> managementAddress() {
        return Optional.ofNullable(management)
                .map(server -> options.management().host() + ":" + server.actualPort());
    }

    /** Stops everything that has started, and hands its partitions over. */
    Future<Void> stop() {
        return stop(Membership::leave);
    }

    /** Stops everything that has started where all processes end, so that there is nobody to hand anything to. */
    Future<Void> end() {
        return stop(Membership::end);
    }

    private Future<Void> stop(Function<Membership, Future<Void>> leave) {
        up = false;
        return Future.join(deployed.reversed().stream()
                        .map(group -> Future.future(
                                promise -> group.stop().<Void>mapEmpty().onComplete(promise)))
                        .toList())
                .transform(stopped -> membership == null ? Future.succeededFuture() : leave.apply(membership))
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

    private Future<HttpServer> listen(Membership joined) {
        Node node = joined.node();
        ManagementServer server = new ManagementServer(node.vertx(), options.management(), telemetry);
        new InstrumentAdmin(node.instruments(), options.management().token()).mount(server.router());
        new ClusterCall(joined.registry()).mount(server.router());
        return server.listen().onSuccess(listening -> management = listening);
    }

    /** The groups start once the members of the cluster have agreed, for which there must be enough of them. */
    private Future<Void> allowed() {
        if (membership == null) {
            return Future.failedFuture("not joined");
        }
        LOG.info(
                "joined the cluster {} as {}; management at http://{}",
                membership.node().hazelcast().getConfig().getClusterName(),
                membership.node().name(),
                managementAddress().orElse("-"));
        return membership.agree();
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

    private static Health.Status up(String reason) {
        return Health.Status.up(reason);
    }

    private static Health.Status down(String reason) {
        return Health.Status.down(reason);
    }
}
