package dev.bourse.state;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogMark;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatchBuilder;
import dev.bourse.shared.telemetry.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A2: where more has died than there were copies, the states that lack ticks say so. */
class StateLossIT {
    private static final int PARTITION = 3;

    @Test
    void whereTheLogHasForgottenTicksThatNoCheckpointIncludesTheProcessIsNotReadyAndSaysWhichStatesAreWrong() {
        try (TestNode alone = TestNode.cluster().start("state")) {
            Node node = alone.node();
            List<LogEntry> entries = new ArrayList<>();
            for (long sequence = 1; sequence <= 4; sequence++) {
                BatchHeader header = new BatchHeader(PARTITION, 1, sequence, 0, 0, 0);
                entries.add(
                        new LogEntry(sequence, BatchCodec.encode(new TickBatchBuilder(1).build(header)), new byte[0]));
            }
            await(node.logs().ticks().open(PARTITION, 1));
            await(node.logs().ticks().append(PARTITION, 1, entries, Optional.of(new LogMark(4, new byte[0]))));
            await(node.logs().ticks().trim(PARTITION, 3));

            await(new StateGroup().deploy(node, Settings.of(Map.of())));

            Eventually.equal(
                    Health.Status.down(
                            "the states of partitions [3] lack ticks of which no copy is left; they are wrong"),
                    () -> node.telemetry()
                            .health()
                            .readiness()
                            .getOrDefault("state", Health.Status.up("there is no such check")));
            assertThat(alone.telemetry().scrape()).contains("bourse_batches_lost_total{stage=\"ticks\"");
        }
    }
}
