package dev.bourse.shared.cluster;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.shared.cluster.TestNode.TestCluster;
import dev.bourse.shared.log.AppendResult;
import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.Checkpoints;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.log.LogMark;
import dev.bourse.shared.log.LogSlice;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A7: what owners leave is there after their process is killed, and nobody writes after a successor. */
class LogsIT {
    private static final int PARTITIONS = 16;

    @Test
    void logsAndCheckpointsSurviveTheProcessThatHoldsThem() {
        TestCluster cluster = TestNode.cluster();
        List<LogEntry> entries = LongStream.rangeClosed(1, 20)
                .mapToObj(sequence -> new LogEntry(sequence, new byte[100], new byte[] {(byte) sequence}))
                .toList();
        LogMark mark = new LogMark(9, new byte[] {1, 2, 3});
        Checkpoint checkpoint = new Checkpoint(4, new byte[1_000]);
        try (TestNode first = cluster.start("data");
                TestNode second = cluster.start("data")) {
            // Only when its backups are in place may the cluster lose a member.
            Eventually.equal(
                    true, () -> first.node().hazelcast().getPartitionService().isClusterSafe());
            Logs logs = first.node().logs();
            IntStream.range(0, PARTITIONS).forEach(partition -> {
                await(logs.ticks().open(partition, 7));
                assertThat(await(logs.ticks().append(partition, 7, entries, Optional.of(mark))))
                        .isEqualTo(new AppendResult(AppendResult.Outcome.APPENDED, 20, 20 * 165));
                await(logs.ticks().trim(partition, 4));
                await(logs.checkpoints("state").open(partition, 7));
                await(logs.checkpoints("state").store(partition, 7, checkpoint, 0));
            });
            first.kill();

            Logs survivors = second.node().logs();
            IntStream.range(0, PARTITIONS).forEach(partition -> {
                assertThat(await(survivors.ticks().open(partition, 8)))
                        .isEqualTo(new LogHead(8, 5, 20, 16 * 165, mark, new byte[] {20}));
                assertThat(await(survivors.ticks().read(partition, 10)))
                        .isEqualTo(new LogSlice(5, 20, entries.subList(10, 20)));
                assertThat(await(survivors.checkpoints("state").open(partition, 8)))
                        .isEqualTo(new Checkpoints(8, List.of(checkpoint)));
            });
        }
    }

    @Test
    void whoWasSucceededWritesNoMore() {
        try (TestNode node = TestNode.cluster().start("data")) {
            ReplayLog ticks = node.node().logs().ticks();
            CheckpointStore checkpoints = node.node().logs().checkpoints("state");
            await(ticks.open(3, 8));
            await(checkpoints.open(3, 8));

            assertThatThrownBy(() -> await(ticks.open(3, 7))).isInstanceOf(ReplayLog.Fenced.class);
            LogEntry entry = new LogEntry(1, new byte[1], new byte[0]);
            assertThat(await(ticks.append(3, 7, List.of(entry), Optional.empty())))
                    .isEqualTo(new AppendResult(AppendResult.Outcome.FENCED, 0, 0));
            assertThatThrownBy(() -> await(checkpoints.store(3, 7, new Checkpoint(1, new byte[0]), 0)))
                    .isInstanceOf(ReplayLog.Fenced.class)
                    .hasMessage("partition 3 of term 7 was taken over by term 8");
            assertThat(await(checkpoints.find(3))).isEqualTo(new Checkpoints(8, List.of()));
        }
    }

    @Test
    void aProcessThatIsAloneKeepsNeitherTicksNorCheckpoints() {
        try (TestNode alone = TestNode.alone()) {
            Logs logs = alone.node().logs();
            assertThat(List.of(
                            logs.ticks().keeps(),
                            logs.checkpoints("state").keeps(),
                            logs.signals().keeps()))
                    .containsExactly(false, false, true);
        }
    }
}
