package dev.bourse.state;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.cluster.CheckpointStore;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.ReplayLog;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogMark;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatchBuilder;
import dev.bourse.state.checkpoint.StateCheckpoint;
import dev.bourse.state.index.IndexHistory;
import dev.bourse.state.instrument.StateRules;
import dev.bourse.state.partition.StatePartition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A2, A7: from where a partition begins again. */
class StateHistoryIT {
    private static final int PARTITION = 3;
    private static final long EPOCH = 1;
    private static final long EARLIER = 2;
    private static final long NEWEST = 4;
    private static final int LAST = 6;

    /** Classification asks for more at the moment at which it gets it, and the log forgets what it has. */
    @Test
    void whoGoesBackBeginsWithTheNewestCheckpointWhereTheLogHasForgottenWhatCameAfterTheEarlierOne() {
        try (TestNode alone = TestNode.cluster().start("state")) {
            Node node = alone.node();
            ReplayLog ticks = node.logs().ticks();
            for (long sequence = 1; sequence <= LAST; sequence++) {
                append(ticks, sequence);
            }
            CheckpointStore checkpoints = node.logs().checkpoints("state");
            await(checkpoints.open(PARTITION, EPOCH));
            await(checkpoints.store(PARTITION, EPOCH, new Checkpoint(EARLIER, written(node)), 0));
            await(checkpoints.store(PARTITION, EPOCH, new Checkpoint(NEWEST, written(node)), EARLIER));
            StateHistory history =
                    new StateHistory(node, PARTITION, StateRules.DEFAULT, new StateMeters(node.telemetry()));
            await(ticks.trim(PARTITION, EARLIER));

            assertThat(await(history.canGoBackTo(NEWEST - 1))).isTrue();
            assertThat(await(history.open(EPOCH, NEWEST - 1)).sequence()).isEqualTo(EARLIER);

            await(ticks.trim(PARTITION, NEWEST));

            assertThat(await(history.canGoBackTo(NEWEST - 1))).isFalse();
            assertThat(await(history.open(EPOCH, NEWEST - 1)).sequence()).isEqualTo(NEWEST);
        }
    }

    private static void append(ReplayLog ticks, long sequence) {
        await(ticks.open(PARTITION, EPOCH));
        BatchHeader header = new BatchHeader(PARTITION, EPOCH, sequence, 0, 0, 0);
        LogEntry entry = new LogEntry(sequence, BatchCodec.encode(new TickBatchBuilder(1).build(header)), new byte[0]);
        await(ticks.append(PARTITION, EPOCH, List.of(entry), Optional.of(new LogMark(sequence, new byte[0]))));
    }

    private static byte[] written(Node node) {
        StateCheckpoint checkpoint = new StateCheckpoint(
                new StatePartition(PARTITION, node.partitions(), StateRules.DEFAULT), 0, new IndexHistory());
        assertThat(checkpoint.step(1 << 16)).isTrue();
        return checkpoint.bytes();
    }
}
