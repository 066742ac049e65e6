package dev.bourse.shared.cluster;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import dev.bourse.shared.bus.BatchMessageCodec;
import dev.bourse.shared.config.StartFailure;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process's stay in the cluster: {@link #join} to {@link #leave}. Joining blocks its thread for a second or two,
 * since Hazelcast does.
 */
public final class Membership {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final long AGAIN_MILLIS = 500;
    private static final long TELL_SECONDS = 5;
    /**
     * A way to a process that was cut off is tried anew soon after the network is mended. By default the bus waits a
     * minute for a connection and 40 s for an answer, and whatever is sent meanwhile waits with it.
     */
    private static final int CONNECT_MILLIS = 3_000;

    private static final long PING_MILLIS = 2_000;
    private static final long PING_REPLY_MILLIS = 10_000;

    private final Node node;
    private final HazelcastOwnership ownership;
    private final Quorum quorum;
    private final ClusterRegistry registry;

    private Membership(Node node, HazelcastOwnership ownership, Quorum quorum, ClusterRegistry registry) {
        this.node = node;
        this.ownership = ownership;
        this.quorum = quorum;
        this.registry = registry;
    }

    /**
     * Starts a Hazelcast member and a Vert.x on it. Call it from a thread that may block.
     *
     * @param vertx adds to Vert.x's builder, such as its metrics
     * @throws StartFailure if the configuration is wrong or a port is taken
     */
    public static Future<Membership> join(
            ClusterOptions options, Identity identity, Telemetry telemetry, UnaryOperator<VertxBuilder> vertx) {
        Majority majority = new Majority(options.join() ? options.minimum() : 1, options.join() ? options.size() : 0);
        Wakefulness wakefulness = new Wakefulness();
        HazelcastInstance hazelcast = start(options, identity, majority, wakefulness);
        Quorum quorum = new Quorum(hazelcast, majority, wakefulness, identity.node());
        Promise<Membership> joined = Promise.promise();
        vertx.apply(Vertx.builder().with(vertxOptions(hazelcast)))
                .withClusterManager(new VertxCluster(hazelcast))
                .buildClustered()
                .onFailure(failure -> end(Optional.empty(), hazelcast::shutdown, () -> joined.fail(failure)))
                .onSuccess(started -> Future.succeededFuture(started)
                        .compose(running -> assemble(options, identity, telemetry, quorum, hazelcast, running))
                        .onSuccess(joined::complete)
                        .onFailure(
                                failure -> end(Optional.of(started), hazelcast::shutdown, () -> joined.fail(failure))));
        return joined.future();
    }

    /** What the groups of this process get. */
    public Node node() {
        return node;
    }

    /** What the whole cluster is like. */
    public ClusterRegistry registry() {
        return registry;
    }

    /**
     * Completes when this process may work: there are enough members, and they divide the instruments alike. The first
     * one says how.
     */
    public Future<Void> agree() {
        int ours = node.partitions().count();
        IMap<String, Long> counters = node.hazelcast().getMap("bourse.counters");
        return quorum.met()
                .compose(met -> Repeated.call(
                        node.vertx(),
                        node.vertx().getOrCreateContext(),
                        () -> counters.submitToKey("partitions", new FirstValue(ours))))
                .recover(failure -> failure instanceof SplitBrainProtectionException
                        // Somebody left just then.
                        ? node.vertx()
                                .timer(AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                                .compose(later -> agree().map((long) ours))
                        : Future.failedFuture(failure))
                .compose(theirs -> theirs == ours
                        ? Future.succeededFuture()
                        : Future.failedFuture(new StartFailure("cluster.partitions is " + ours + " here and " + theirs
                                + " in the cluster; start this process with --cluster.partitions=" + theirs)));
    }

    /** Tells the others, hands over all partitions, then ends Vert.x and the Hazelcast member. */
    public Future<Void> leave() {
        Promise<Void> ended = Promise.promise();
        node.vertx()
                .executeBlocking(
                        () -> {
                            quorum.leave();
                            return null;
                        },
                        false)
                .timeout(TELL_SECONDS, TimeUnit.SECONDS)
                .onFailure(untold -> LOG.warn("the others are not told that this process leaves", untold))
                .transform(told -> ownership.leave())
                .onComplete(left -> end(Optional.of(node.vertx()), node.hazelcast()::shutdown, () -> {
                    if (left.succeeded()) {
                        ended.complete();
                    } else {
                        ended.fail(left.cause());
                    }
                }));
        return ended.future();
    }

    /** Ends Vert.x and the Hazelcast member at once and hands nothing over: for when all processes end. */
    public Future<Void> end() {
        Promise<Void> ended = Promise.promise();
        ownership.stop();
        end(Optional.of(node.vertx()), node.hazelcast().getLifecycleService()::terminate, ended::complete);
        return ended.future();
    }

    private static HazelcastInstance start(
            ClusterOptions options, Identity identity, Majority majority, Wakefulness wakefulness) {
        try {
            return Hazelcast.newHazelcastInstance(HazelcastConfiguration.of(options, identity, majority, wakefulness));
        } catch (HazelcastException | IllegalStateException failure) {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new StartFailure(
                    "the cluster member cannot start: " + root.getMessage()
                            + "; look at --cluster.host, --cluster.port and cluster.xml",
                    failure);
        }
    }

    private static VertxOptions vertxOptions(HazelcastInstance hazelcast) {
        String host = hazelcast.getCluster().getLocalMember().getAddress().getHost();
        return new VertxOptions()
                .setEventBusOptions(new EventBusOptions()
                        .setHost(host)
                        .setClusterPublicHost(host)
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setClusterPingInterval(PING_MILLIS)
                        .setClusterPingReplyInterval(PING_REPLY_MILLIS));
    }

    private static Future<Membership> assemble(
            ClusterOptions options,
            Identity identity,
            Telemetry telemetry,
            Quorum quorum,
            HazelcastInstance hazelcast,
            Vertx vertx) {
        BatchMessageCodec.register(vertx.eventBus());
        HazelcastInstruments instruments = new HazelcastInstruments(vertx, hazelcast);
        HazelcastOwnership ownership = new HazelcastOwnership(
                vertx,
                hazelcast,
                identity.node(),
                options.partitions(),
                options.release(),
                quorum,
                telemetry,
                Clock.SYSTEM);
        Node node = new Node(
                identity.name(),
                vertx,
                hazelcast,
                options.partitions(),
                ownership,
                Logs.of(vertx, hazelcast, options.logs()),
                instruments,
                telemetry,
                Clock.SYSTEM);
        telemetry.gauge(
                "cluster.members",
                "Members that this process sees",
                () -> hazelcast.getCluster().getMembers().size());
        telemetry.gauge(
                "partitions",
                "Partitions that the instruments are divided into",
                () -> options.partitions().count());
        telemetry.gauge(
                "instruments",
                "Instruments that this process knows",
                () -> instruments.universe().size());
        telemetry.health().ready("cluster", quorum::status);
        ClusterRegistry registry = new ClusterRegistry(node, ownership, quorum, identity.node());
        return quorum.start(vertx)
                .compose(started -> instruments.start())
                .compose(started -> ownership.start())
                .compose(started -> registry.start())
                .map(started -> new Membership(node, ownership, quorum, registry));
    }

    /** Runs on a thread of its own: Vert.x's threads end here, and Hazelcast blocks while it hands its data over. */
    private static void end(Optional<Vertx> vertx, Runnable shutdown, Runnable then) {
        Thread.ofPlatform().name("leave").start(() -> {
            try {
                vertx.ifPresent(started -> started.close()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join());
            } catch (CompletionException failure) {
                LOG.warn("Vert.x did not close", failure);
            } finally {
                shutdown.run();
                then.run();
            }
        });
    }
}
