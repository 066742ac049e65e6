package dev.bourse.data.feed;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.CountedFile;
import dev.bourse.data.resume.FeedPosition;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.instrument.InstrumentDraft;
import io.vertx.core.Future;
import java.io.IOException;
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

    @TempDir
    private Path folder;

    /** Else whoever came after this process would give the whole file again. */
    @Test
    void aPartitionOfAFileThatIsReadKeepsItsPositionWhenAnotherOneLeaves() throws Exception {
        try (TestNode node = TestNode.alone()) {
            FeedRun run = new FeedRun(node);
            List<Integer> partitions = start(node, run);
            acquire(run, partitions.get(0));
            Eventually.equal(ROWS / SYMBOLS, () -> run.ticks().size());
            acquire(run, partitions.get(1));
            acquire(run, partitions.get(2));
            Eventually.equal(ROWS, () -> run.ticks().size());
            FeedPosition end = position(run, partitions.get(2));

            await(run.onContext(() -> run.feed().release(partitions.get(1))));

            assertThat(end.mark("record")).isPositive();
            assertThat(position(run, partitions.get(2))).isEqualTo(end);
            run.stop();
        }
    }

    /** As where a process takes part for a moment, loses what it has, and gets something again. */
    @Test
    void aPartitionThatComesAfterAllOthersHaveLeftIsReadThoughNothingHadBegun() throws Exception {
        try (TestNode node = TestNode.alone()) {
            FeedRun run = new FeedRun(node);
            List<Integer> partitions = start(node, run);

            await(run.onContext(() -> run.feed()
                    .acquire(partitions.get(0), Optional.empty())
                    .compose(acquired -> run.feed().release(partitions.get(0)))
                    .compose(released -> run.feed().acquire(partitions.get(1), Optional.empty()))));

            Eventually.equal(ROWS / SYMBOLS, () -> run.ticks().size());
            assertThat(run.ticks()).allMatch(tick -> tick.startsWith("S1 "));
            run.stop();
        }
    }

    /** Starts the feed; gives the partitions of the symbols. */
    private List<Integer> start(TestNode node, FeedRun run) throws IOException {
        List<Integer> partitions = new ArrayList<>();
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            partitions.add(node.node()
                    .partitions()
                    .of(await(node.node().instruments().add(new InstrumentDraft("S" + symbol, 2, 0, 1, 1, 0)))
                            .id()));
        }
        run.start(
                new FileFeed(),
                Map.of("data.feed", CountedFile.write(folder, SYMBOLS, ROWS).toString(), "data.file.speed", "max"),
                false);
        return partitions;
    }

    private static void acquire(FeedRun run, int partition) {
        await(run.onContext(() -> run.feed().acquire(partition, Optional.empty())));
    }

    private static FeedPosition position(FeedRun run, int partition) {
        return await(run.onContext(() -> Future.succeededFuture(run.feed().position(partition))));
    }
}
