package dev.bourse.shared.cluster;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.telemetry.Health;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With fewer members in sight than {@code cluster.minimum}, a process does not work (B1, split brain). */
class MinimumIT {
    private static final Set<Integer> ALL = IntStream.range(0, 64).boxed().collect(Collectors.toSet());

    private final TestNode.TestCluster cluster = TestNode.cluster().with("cluster.minimum", "2");
    private final RecordingOwner.Journal journal = new RecordingOwner.Journal();

    @Test
    void whoIsLeftAloneGivesUpItsPartitionsAndTakesAllOfThemUnderHigherEpochsWhenSomebodyComes() {
        try (TestNode first = cluster.start("state")) {
            TestNode second = cluster.start("state");
            register(first, "first");
            register(second, "second");
            Eventually.equal(ALL, () -> both(first, second));
            Map<Integer, Long> before = first.node().ownership().held("state");

            journal.killed("second");
            second.kill();

            Eventually.equal(Set.of(), () -> held(first));
            assertThat(first.telemetry().health().readiness())
                    .containsEntry("cluster", Health.Status.down("suspended: only 1 members in sight, and it takes 2"));

            try (TestNode third = cluster.start("web")) {
                assertThat(third.node().hazelcast().getCluster().getMembers()).hasSize(2);
                Eventually.equal(ALL, () -> held(first));
                Map<Integer, Long> now = first.node().ownership().held("state");
                assertThat(before)
                        .allSatisfy((partition, epoch) ->
                                assertThat(now.get(partition)).isGreaterThan(epoch));
            }
            assertThat(journal.violations()).isEmpty();
        }
    }

    @Test
    void whoIsLeftAloneCanChangeNothing() {
        try (TestNode first = cluster.start("data")) {
            TestNode second = cluster.start("data");
            ReplayLog log = first.node().logs().ticks();
            await(log.open(7, 1));
            await(log.append(7, 1, List.of(entry(1)), Optional.empty()));

            second.kill();
            // The protection hears of the loss a moment after the members do.
            Eventually.equal(
                    false,
                    () -> first.node()
                            .hazelcast()
                            .getSplitBrainProtectionService()
                            .getSplitBrainProtection(HazelcastConfiguration.ENOUGH)
                            .hasMinimumSize());

            Future<?> refused = log.append(7, 1, List.of(entry(2)), Optional.empty());
            assertThat(Assertions.catchThrowable(() -> await(refused)))
                    .isInstanceOf(SplitBrainProtectionException.class);
        }
    }

    @Test
    void aProcessWaitsUntilThereAreEnough() {
        try (TestNode first = cluster.start("data")) {
            Future<Void> agreed = first.membership().agree();
            assertThat(agreed.isComplete()).isFalse();

            try (TestNode second = cluster.start("data")) {
                await(agreed);
                assertThat(second.node().partitions().count()).isEqualTo(64);
            }
        }
    }

    /** As in Kubernetes, where web processes come and go with the load. */
    @Test
    void aLiteMemberDoesNotCount(@TempDir Path folder) throws IOException {
        String config = Files.readString(Path.of(System.getProperty("bourse.root", ".."), "cluster.xml"));
        Path lite = Files.writeString(
                folder.resolve("lite.xml"),
                config.replace("<network>", "<lite-member enabled=\"true\"/>\n  <network>"));
        try (TestNode first = cluster.start("data");
                TestNode web = cluster.with("cluster.config", lite.toString()).start("web")) {
            assertThat(first.node().hazelcast().getCluster().getMembers()).hasSize(2);
            assertThat(first.telemetry().health().readiness())
                    .containsEntry("cluster", Health.Status.down("suspended: only 1 members in sight, and it takes 2"));
            assertThat(web.node().hazelcast().getCluster().getLocalMember().isLiteMember())
                    .isTrue();
        }
    }

    private static LogEntry entry(long sequence) {
        return new LogEntry(sequence, new byte[] {1}, new byte[0]);
    }

    private void register(TestNode node, String name) {
        await(node.node().ownership().register("state", new RecordingOwner(name, journal)));
    }

    private static Set<Integer> both(TestNode first, TestNode second) {
        Set<Integer> both = new HashSet<>(held(first));
        both.addAll(held(second));
        return both;
    }

    private static Set<Integer> held(TestNode node) {
        return node.node().ownership().held("state").keySet();
    }
}
