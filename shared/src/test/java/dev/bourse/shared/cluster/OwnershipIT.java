package dev.bourse.shared.cluster;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.IMap;
import dev.bourse.shared.partition.Rendezvous;
import dev.bourse.shared.telemetry.Health;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Ownership between real members (design section 3; A2, B4). */
class OwnershipIT {
    private static final Set<Integer> ALL = IntStream.range(0, 64).boxed().collect(Collectors.toSet());

    private final TestNode.TestCluster cluster = TestNode.cluster();
    private final RecordingOwner.Journal journal = new RecordingOwner.Journal();

    @Test
    void aSingleMemberOwnsEveryPartitionAndSaysSoInItsReadiness() {
        try (TestNode node = TestNode.alone()) {
            register(node, "a");

            Eventually.equal(ALL, () -> held(node));

            assertThat(node.telemetry().health().readiness())
                    .containsEntry("partitions-state", Health.Status.up("64 of 64 partitions held"));
            assertThat(journal.violations()).isEmpty();
        }
    }

    @Test
    void aMemberThatJoinsTakesItsShareAndMovesNothingElse() {
        try (TestNode first = cluster.start("state")) {
            register(first, "first");
            Eventually.equal(ALL, () -> held(first));
            Map<Integer, Long> before = first.node().ownership().held("state");
            try (TestNode second = cluster.start("state")) {
                register(second, "second");

                Map<Integer, String> due = due(first, second);
                Eventually.equal(due, journal::owners);

                Map<Integer, Long> kept = first.node().ownership().held("state");
                assertThat(before).containsAllEntriesOf(kept);
                assertThat(kept).hasSizeBetween(16, 48);
                assertThat(journal.violations()).isEmpty();
            }
        }
    }

    @Test
    void aMemberThatLeavesHandsOverAndNeverAreTwoOwnersAtWork() {
        try (TestNode first = cluster.start("state");
                TestNode second = cluster.start("state");
                TestNode third = cluster.start("state")) {
            register(first, "first");
            register(second, "second");
            register(third, "third");
            Eventually.equal(due(first, second, third), journal::owners);

            await(second.node().ownership().leave());

            assertThat(held(second)).isEmpty();
            Eventually.equal(due(first, third), journal::owners);
            assertThat(journal.violations()).isEmpty();
        }
    }

    @Test
    void thePartitionsOfAKilledMemberAreTakenOverUnderHigherEpochs() {
        try (TestNode first = cluster.start("state")) {
            TestNode second = cluster.start("state");
            register(first, "first");
            register(second, "second");
            Eventually.equal(due(first, second), journal::owners);
            Map<Integer, Long> lost = second.node().ownership().held("state");

            journal.killed("second");
            second.kill();

            Eventually.equal(ALL, () -> held(first));
            Map<Integer, Long> now = first.node().ownership().held("state");
            assertThat(lost)
                    .allSatisfy(
                            (partition, epoch) -> assertThat(now.get(partition)).isGreaterThan(epoch));
            assertThat(journal.violations()).isEmpty();
        }
    }

    /**
     * Nobody is told of entries that are cleared, as where a member listens before the one that changes them knows it.
     */
    @Test
    void whoTakesPartIsSeenThoughNobodyWasToldOfTheChange() {
        try (TestNode node = cluster.start("state")) {
            register(node, "first");
            Eventually.equal(ALL, () -> held(node));
            IMap<String, String> participants = node.node().hazelcast().getMap("bourse.participants");
            Set<String> before = Set.copyOf(participants.keySet());
            assertThat(before).hasSize(1);

            participants.clear();

            Eventually.equal(before, () -> Set.copyOf(participants.keySet()));
        }
    }

    @Test
    void groupsAreSharedOutIndependently() {
        try (TestNode first = cluster.start("state", "data");
                TestNode second = cluster.start("state")) {
            register(first, "first");
            register(second, "second");
            RecordingOwner.Journal data = new RecordingOwner.Journal();
            await(first.node().ownership().register("data", new RecordingOwner("first", data)));

            Eventually.equal(due(first, second), journal::owners);
            Eventually.equal(ALL, () -> data.owners().keySet());
        }
    }

    @Test
    void aMemberWithAnotherNumberOfPartitionsIsRefused() {
        try (TestNode first = cluster.start("state")) {
            assertThat(Assertions.catchThrowable(
                            () -> cluster.with("cluster.partitions", "32").start("state")))
                    .hasMessage("cluster.partitions is 32 here and 64 in the cluster; start this process with"
                            + " --cluster.partitions=64");
            assertThat(first.node().partitions().count()).isEqualTo(64);
        }
    }

    private void register(TestNode node, String name) {
        await(node.node().ownership().register("state", new RecordingOwner(name, journal)));
        names.put(id(node), name);
    }

    private final Map<String, String> names = new HashMap<>();

    private Map<Integer, String> due(TestNode... nodes) {
        List<String> ids = Stream.of(nodes).map(OwnershipIT::id).toList();
        return ALL.stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> names.get(Rendezvous.owner(partition, ids).orElseThrow())));
    }

    private static String id(TestNode node) {
        return node.node().hazelcast().getCluster().getLocalMember().getAttribute(HazelcastConfiguration.NODE);
    }

    private static Set<Integer> held(TestNode node) {
        return node.node().ownership().held("state").keySet();
    }
}
