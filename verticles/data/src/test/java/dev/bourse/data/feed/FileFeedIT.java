package dev.bourse.data.feed;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.CountedFile;
import dev.bourse.data.resume.FeedPosition;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.instrument.InstrumentDraft;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded file whose partitions come and go. */
class FileFeedIT {
    private static final int SYMBOLS = 3;
    private static final int ROWS = 30;

    /** Else whoever came after this process would give the whole file again. */
    @Test
    void aPartitionOfAFileThatIsReadKeepsItsPositionWhenAnotherOneLeaves(@TempDir Path folder) throws Exception {
        try (TestNode node = TestNode.alone()) {
            FeedRun run = new FeedRun(node);
            FileFeed feed = new FileFeed();
            List<Integer> partitions = new ArrayList<>();
            for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                partitions.add(node.node()
                        .partitions()
                        .of(await(node.node().instruments().add(new InstrumentDraft("S" + symbol, 2, 0, 1, 1, 0)))
                                .id()));
            }
            run.start(
                    feed,
                    Map.of("data.feed", CountedFile.write(folder, SYMBOLS, ROWS).toString(), "data.file.speed", "max"),
                    false);
            acquire(run, partitions.get(0));
            Eventually.equal(ROWS / SYMBOLS, () -> run.ticks().size());
            acquire(run, partitions.get(1));
            acquire(run, partitions.get(2));
            Eventually.equal(ROWS, () -> run.ticks().size());
            FeedPosition end = position(run, partitions.get(2));

            await(run.onContext(() -> feed.release(partitions.get(1))));

            assertThat(end.mark("record")).isPositive();
            assertThat(position(run, partitions.get(2))).isEqualTo(end);
            run.stop();
        }
    }

    private static void acquire(FeedRun run, int partition) {
        await(run.onContext(() -> run.feed().acquire(partition, Optional.empty())));
    }

    private static FeedPosition position(FeedRun run, int partition) {
        return await(run.onContext(() -> Future.succeededFuture(run.feed().position(partition))));
    }
}
