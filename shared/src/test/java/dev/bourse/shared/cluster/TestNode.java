package dev.bourse.shared.cluster;

import dev.bourse.shared.config.Settings;
import dev.bourse.shared.telemetry.PrometheusTelemetry;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * A real node for tests: a Hazelcast member and a Vert.x of its own, alone or in a cluster that only tests of the same
 * name see. Starting takes a second; share one in a test class where that is possible.
 */
public final class TestNode implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    /**
     * A machine that is starved by other tests keeps heartbeats for seconds; members are killed by their connections
     * here, so that none needs to be missed soon.
     */
    private static final Path PATIENT = patient();

    private final Membership membership;
    private final PrometheusTelemetry telemetry;

    private TestNode(Membership membership, PrometheusTelemetry telemetry) {
        this.membership = membership;
        this.telemetry = telemetry;
    }

    /** A node that is alone, with 64 partitions. */
    public static TestNode alone() {
        return start(Map.of("cluster.join", "false"), "test");
    }

    /** A name that no other cluster on this machine has. */
    public static TestCluster cluster() {
        return new TestCluster(
                "test-" + UUID.randomUUID(),
                20_000 + ThreadLocalRandom.current().nextInt(20_000),
                Map.of());
    }

    private static Path patient() {
        String impatient = "\"hazelcast.max.no.heartbeat.seconds\">5<";
        try {
            String config = Files.readString(Path.of(System.getProperty("bourse.root", ".."), "cluster.xml"));
            if (!config.contains(impatient)) {
                throw new IllegalStateException("cluster.xml does not say " + impatient);
            }
            Path file = Files.createTempFile("cluster", ".xml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, config.replace(impatient, impatient.replace(">5<", ">90<")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static TestNode start(Map<String, String> values, String... groups) {
        PrometheusTelemetry telemetry = new PrometheusTelemetry();
        Settings settings = Settings.of(values);
        ClusterOptions options = ClusterOptions.from(settings, true);
        if (!settings.faults().isEmpty()) {
            throw new IllegalArgumentException(settings.faults().toString());
        }
        return new TestNode(
                await(Membership.join(
                                options,
                                Identity.ofThisProcess(options.node(), List.of(groups)),
                                telemetry,
                                UnaryOperator.identity())
                        .compose(joined ->
                                dataMembers(joined) < options.minimum() || 2 * dataMembers(joined) <= options.size()
                                        ? Future.succeededFuture(joined)
                                        : joined.agree()
                                                .map(joined)
                                                .recover(refused -> joined.leave()
                                                        .transform(left -> Future.<Membership>failedFuture(refused))))),
                telemetry);
    }

    private static long dataMembers(Membership joined) {
        return joined.node().hazelcast().getCluster().getMembers().stream()
                .filter(member -> !member.isLiteMember())
                .count();
    }

    /** What a group gets. */
    public Node node() {
        return membership.node();
    }

    /** The metrics of the node, to look into. */
    public PrometheusTelemetry telemetry() {
        return telemetry;
    }

    Membership membership() {
        return membership;
    }

    /** Ends without handing anything over, as a killed process does. */
    public void kill() {
        node().hazelcast().getLifecycleService().terminate();
        await(node().vertx().close());
    }

    @Override
    public void close() {
        if (node().hazelcast().getLifecycleService().isRunning()) {
            await(membership.leave());
        }
    }

    /** The result of a future, for the test's thread. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException | TimeoutException unfinished) {
            throw new IllegalStateException(unfinished);
        }
    }

    /**
     * A cluster of tests.
     *
     * @param name its name
     * @param port the first port that its members try
     * @param settings further settings of each member
     */
    public record TestCluster(String name, int port, Map<String, String> settings) {
        /** This cluster with another setting for each member. */
        public TestCluster with(String key, String value) {
            Map<String, String> all = new HashMap<>(settings);
            all.put(key, value);
            return new TestCluster(name, port, all);
        }

        /** Another member of it. */
        public TestNode start(String... groups) {
            Map<String, String> all = new HashMap<>(settings);
            all.putIfAbsent("cluster.config", PATIENT.toString());
            all.put("cluster.name", name);
            all.put("cluster.port", String.valueOf(port));
            all.put("cluster.members", "127.0.0.1:" + port + ",127.0.0.1:" + (port + 1) + ",127.0.0.1:" + (port + 2));
            return TestNode.start(all, groups);
        }
    }
}
