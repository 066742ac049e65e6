package dev.bourse.data;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.bus.BatchReceiver;
import dev.bourse.shared.bus.BatchSource;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.log.LostLog;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.TickBatch;
import io.vertx.core.Context;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What more than one death at once leaves: readers that have seen batches of which no copy is left. */
@DisplayName("A7: a log that is gone with its writer and all copies goes on above all that its readers have seen")
final class LostLogIT {
    private static final int ROWS = 400;
    private static final long CHECKPOINT = 50;
    /** What the reader has seen since its last checkpoint. */
    private static final long SEEN = 57;

    private final List<Long> applied = new CopyOnWriteArrayList<>();
    private final List<BatchReceiver<TickBatch>> receivers = new CopyOnWriteArrayList<>();

    @Test
    @DisplayName("the next writer says so and leaps; a reader counts what it lacks and gets all that comes")
    void leaps(@TempDir Path folder) throws Exception {
        try (TestNode test = TestNode.cluster().with("cluster.partitions", "1").start("data")) {
            Node node = test.node();
            await(node.logs().checkpoints("state").open(0, 1));
            await(node.logs().checkpoints("state").store(0, 1, new Checkpoint(CHECKPOINT, new byte[0]), CHECKPOINT));
            Context context = node.vertx().getOrCreateContext();
            context.runOnContext(run -> read(node));

            await(new DataGroup()
                    .deploy(
                            node,
                            Settings.of(Map.of(
                                    "data.feed",
                                    CountedFile.write(folder, 1, ROWS).toString(),
                                    "data.file.speed",
                                    "max")))
                    .mapEmpty());

            long first = LostLog.beginAfter(CHECKPOINT, node.logs().ticks().mostBytes()) + 1;
            assertThat(first).isGreaterThan(SEEN);
            Eventually.equal(true, () -> !applied.isEmpty());
            LogHead head = await(node.logs().ticks().head(0));
            assertThat(List.of(head.first(), applied.getFirst())).containsExactly(first, first);
            Eventually.equal(
                    true,
                    () -> test.telemetry()
                            .scrape()
                            .contains("bourse_batches_lost_total{stage=\"ticks\"} " + (double) (first - 1 - SEEN)));
            assertThat(test.telemetry().scrape()).contains("bourse_data_log_gone_total 1.0");
        }
    }

    private void read(Node node) {
        BatchSource<TickBatch> log = after -> node.logs()
                .ticks()
                .read(0, after)
                .map(slice -> new BatchSource.Slice<>(
                        slice.first(),
                        slice.last(),
                        slice.entries().stream()
                                .map(entry -> (TickBatch) BatchCodec.decode(ByteBuffer.wrap(entry.batch())))
                                .toList()));
        receivers.add(new BatchReceiver<>(
                node.vertx(),
                Stage.TICKS,
                0,
                new InboundSequence(0, SEEN),
                log,
                node.telemetry().flow(),
                batch -> {
                    applied.add(batch.header().sequence());
                    receivers.getFirst().acknowledge(batch);
                }));
    }
}
