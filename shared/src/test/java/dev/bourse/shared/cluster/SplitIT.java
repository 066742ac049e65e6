package dev.bourse.shared.cluster;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.cluster.impl.MemberImpl;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import dev.bourse.shared.cluster.TestNode.TestCluster;
import dev.bourse.shared.log.AppendResult;
import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.Checkpoints;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.telemetry.Health;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cluster is cut in two halves that take each other for dead, and joined again: one state of the world is left. */
class SplitIT {
    private static final int PARTITIONS = 8;

    private static final int NEVER_SECONDS = 86_400;

    private final TestCluster cluster = TestNode.cluster()
            .with("cluster.partitions", String.valueOf(PARTITIONS))
            .with("cluster.config", neverLooking());
    private final List<TestNode> nodes = new ArrayList<>();
    private final AtomicInteger merges = new AtomicInteger();
    private long term;
    private long last;

    @AfterEach
    void stop() {
        nodes.reversed().forEach(TestNode::close);
    }

    @Test
    void ofTwoExactHalvesOnlyTheOneWithTheOldestMemberWritesAndWhatItWroteIsWhatRemains() {
        start(cluster.with("cluster.size", "2"), 2);
        Eventually.equal(PARTITIONS, () -> held(nodes));
        write(nodes.get(0), 4);
        List<TestNode> oldest = nodes.subList(0, 1);
        List<TestNode> others = nodes.subList(1, 2);

        joined();
        cut();
        Eventually.equal(0, () -> held(others));
        Eventually.equal(PARTITIONS, () -> held(oldest));
        assertThat(others.getFirst().telemetry().health().readiness())
                .containsEntry(
                        "cluster",
                        Health.Status.down("suspended: 1 members in sight are exactly half of 2, and the oldest"
                                + " member is not among them"));
        write(nodes.get(0), 3);
        Future<?> refused = others.getFirst().node().logs().ticks().append(0, term, entries(1, 99), Optional.empty());
        assertThatThrownBy(() -> await(refused)).isInstanceOf(SplitBrainProtectionException.class);

        heal();
        for (TestNode node : nodes) {
            Eventually.equal(written(term, last), () -> world(node));
        }
        assertThat(leases()).hasSize(PARTITIONS);
    }

    /** It is the oldest, too: were it cut off, the other one would stand still. */
    @Test
    void whoLeavesInOrderIsNotWaitedFor() {
        start(cluster.with("cluster.size", "2"), 2);
        Eventually.equal(PARTITIONS, () -> held(nodes));
        joined();

        nodes.removeFirst().close();

        Eventually.equal(PARTITIONS, () -> held(nodes));
        write(nodes.getFirst(), 3);
        assertThat(nodes.getFirst().telemetry().health().readiness())
                .containsEntry("cluster", Health.Status.up("1 members in sight, 1 are enough"));
    }

    @Test
    void whereBothHalvesWentOnTheWorldOfOneOfThemRemainsAndNothingOfTheOther() {
        start(cluster, 2);
        Eventually.equal(PARTITIONS, () -> held(nodes));
        write(nodes.get(0), 4);

        joined();
        cut();
        Eventually.equal(
                List.of(PARTITIONS, PARTITIONS),
                () -> nodes.stream().map(node -> held(List.of(node))).toList());
        long before = last;
        write(nodes.get(0), 3);
        List<List<Long>> one = written(term, last);
        last = before;
        write(nodes.get(1), 14);

        heal();
        List<List<Long>> other = written(term, last);
        Eventually.equal(
                true,
                () -> world(nodes.get(0)).equals(world(nodes.get(1)))
                        && List.of(one, other).contains(world(nodes.get(0))));
        // Who holds a partition is known under one epoch, and everybody who held it before has given it up.
        Eventually.equal(leases(), () -> {
            Map<String, Long> all = new TreeMap<>();
            nodes.forEach(node -> node.node()
                    .ownership()
                    .held("state")
                    .forEach((partition, epoch) -> all.put("state/" + partition, epoch)));
            return all;
        });
    }

    private void joined() {
        Eventually.equal(true, () -> nodes.stream().allMatch(node -> members(node) == nodes.size()));
        Eventually.equal(
                true,
                () -> nodes.getFirst().node().hazelcast().getPartitionService().isClusterSafe());
        Eventually.equal(PARTITIONS, () -> held(nodes));
    }

    /** Hazelcast looks for other halves when the test says so, and not now and then. */
    private static String neverLooking() {
        try {
            String config = Files.readString(Path.of(System.getProperty("bourse.root", ".."), "cluster.xml"));
            String changed = config.replace("run.delay.seconds\">5<", "run.delay.seconds\">" + NEVER_SECONDS + "<");
            assertThat(changed).isNotEqualTo(config);
            Path file = Files.createTempFile("cluster", ".xml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, changed).toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void start(TestCluster of, int count) {
        RecordingOwner.Journal journal = new RecordingOwner.Journal();
        for (int number = 0; number < count; number++) {
            TestNode node = of.start("state");
            nodes.add(node);
            node.node().hazelcast().getLifecycleService().addLifecycleListener(event -> {
                if (event.getState() == LifecycleState.MERGING) {
                    merges.incrementAndGet();
                }
            });
        }
        for (int number = 0; number < count; number++) {
            await(nodes.get(number).node().ownership().register("state", new RecordingOwner("n" + number, journal)));
        }
    }

    /** Each of the two takes the other for dead, as after heartbeats that never came. */
    private void cut() {
        suspect(nodes.get(0), nodes.get(1));
        suspect(nodes.get(1), nodes.get(0));
        Eventually.equal(true, () -> nodes.stream().allMatch(node -> members(node) == 1));
    }

    /** Each of the two looks for the other, until one of them has begun to join it. */
    private void heal() {
        Eventually.equal(true, () -> {
            for (TestNode node : nodes) {
                if (merges.get() == 0) {
                    internals(node).getJoiner().searchForOtherClusters();
                }
            }
            return merges.get() > 0;
        });
        joined();
    }

    private static Node internals(TestNode of) {
        return ((HazelcastInstanceProxy) of.node().hazelcast()).getOriginal().node;
    }

    private static void suspect(TestNode by, TestNode dead) {
        ClusterServiceImpl service = internals(by).getClusterService();
        MemberImpl member = service.getMember(
                dead.node().hazelcast().getCluster().getLocalMember().getUuid());
        if (member != null) {
            service.suspectMember(member, "the network is cut", true);
        }
    }

    /** As an owner of every partition does in a new term: into the log, and a checkpoint of what was written. */
    private void write(TestNode node, int batches) {
        term++;
        await(Future.all(IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> write(node.node().logs(), partition, last + batches))
                .toList()));
        last += batches;
    }

    private Future<?> write(Logs logs, int partition, long upTo) {
        return logs.ticks()
                .open(partition, term)
                .compose(head -> logs.ticks().append(partition, term, entries(last + 1, upTo), Optional.empty()))
                .compose(result -> result.outcome() == AppendResult.Outcome.APPENDED
                        ? logs.checkpoints("state").open(partition, term)
                        : Future.failedFuture(new IllegalStateException(partition + ": " + result)))
                .compose(kept ->
                        logs.checkpoints("state").store(partition, term, new Checkpoint(upTo, new byte[0]), last));
    }

    private static List<LogEntry> entries(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(sequence -> new LogEntry(sequence, new byte[100], new byte[0]))
                .toList();
    }

    /** Of each partition the term and the last batch of its log, and those of its newest checkpoint. */
    private static List<List<Long>> world(TestNode node) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> {
                    LogHead head = await(node.node().logs().ticks().head(partition));
                    Checkpoints kept =
                            await(node.node().logs().checkpoints("state").find(partition));
                    return List.of(
                            head.epoch(),
                            head.last(),
                            kept.epoch(),
                            kept.newestFirst().getFirst().sequence());
                })
                .toList();
    }

    private static List<List<Long>> written(long term, long last) {
        return Collections.nCopies(PARTITIONS, List.of(term, last, term, last));
    }

    private static int members(TestNode node) {
        return node.node().hazelcast().getCluster().getMembers().size();
    }

    private static int held(List<TestNode> by) {
        return by.stream()
                .mapToInt(node -> node.node().ownership().held("state").size())
                .sum();
    }

    /** The epoch of each lease, as the map has it. */
    private Map<String, Long> leases() {
        Map<String, Long> epochs = new TreeMap<>();
        nodes.getFirst()
                .node()
                .hazelcast()
                .<String, Lease>getMap("bourse.leases")
                .forEach((key, lease) -> epochs.put(key, lease.epoch()));
        return epochs;
    }
}
