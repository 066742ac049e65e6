package dev.bourse.classification;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.classification.checkpoint.SignalNote;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.SignalBatch;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A successor answers for its predecessor's signals. */
@DisplayName("A4, A7: the newest signals of an earlier owner are answered by its successor")
final class RecentOfPredecessorIT {
    private static final int BEFORE = 10;
    private static final int KEPT = 3;

    @Test
    @DisplayName("as many as are kept, oldest first, however many the log has")
    void newest() throws Exception {
        ClassificationGroup group = new ClassificationGroup();
        try (TestNode test = TestNode.cluster().with("cluster.partitions", "1").start("classification")) {
            Node node = test.node();
            List<LogEntry> entries = new ArrayList<>();
            for (long sequence = 1; sequence <= BEFORE; sequence++) {
                Signal signal = new Signal(1, "ACME", "range", "1", "NEW_HIGH", 1_000, sequence, 0, List.of());
                SignalBatch batch = new SignalBatch(new BatchHeader(0, 1, sequence, 0, 0, 0), List.of(signal));
                entries.add(new LogEntry(sequence, BatchCodec.encode(batch), SignalNote.NONE.bytes()));
            }
            await(node.logs().signals().open(0, 1));
            await(node.logs().signals().append(0, 1, entries, Optional.empty()));

            await(group.deploy(
                            node,
                            Settings.of(Map.of(
                                    "classification.engines", "range", "classification.recent", String.valueOf(KEPT))))
                    .mapEmpty());
            StateStage stage = new StateStage(node, 0, 4);

            SignalBatch answer = stage.ask(new JsonObject().put("op", "recent").put("limit", BEFORE));
            assertThat(answer.signals().stream().map(Signal::sequence)).containsExactly(8L, 9L, 10L);
            assertThat(answer.header().sequence()).isEqualTo(BEFORE);
        } finally {
            await(group.stop());
        }
    }
}
