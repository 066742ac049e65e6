package dev.bourse.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.TickCollector.Tick;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.cluster.TestNode.TestCluster;
import dev.bourse.shared.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two data processes in a real cluster, one of which goes; a third process reads the log. */
@DisplayName("A2, A7: whichever way a data process goes, the log has every tick once, in order and without a gap")
final class TakeoverIT {
    private static final int SYMBOLS = 40;
    private static final int ROWS = 6_000;

    private final TestCluster cluster = TestNode.cluster().with("cluster.partitions", "16");

    private static void run(TestNode node, Map<String, String> values) {
        Settings settings = Settings.of(values);
        DataGroup group = new DataGroup();
        group.check(settings);
        assertThat(settings.faults()).isEmpty();
        TestNode.await(group.deploy(node.node(), settings).mapEmpty());
    }

    private static List<Tick> expected(int symbol) {
        List<Tick> ticks = new ArrayList<>();
        for (int row = symbol; row < ROWS; row += SYMBOLS) {
            ticks.add(
                    new Tick("S" + symbol, ticks.size() + 1, CountedFile.START + row, (row + 1) * 1_000_000L, 10_000));
        }
        return ticks;
    }

    private static void assertComplete(LogReader log) {
        Eventually.equal(ROWS, log::count);
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            assertThat(log.of("S" + symbol)).containsExactlyElementsOf(expected(symbol));
        }
        log.assertOrdered();
    }

    private static void awaitSafe(TestNode node) {
        Eventually.equal(
                true, () -> node.node().hazelcast().getPartitionService().isClusterSafe());
    }

    @Test
    @DisplayName("a process killed in the middle of a file: the other goes on exactly after the last tick in the log")
    void killedInFile(@TempDir Path folder) throws Exception {
        Map<String, String> settings =
                Map.of("data.feed", CountedFile.write(folder, SYMBOLS, ROWS).toString(), "data.file.speed", "1x");
        try (TestNode reader = cluster.start("web");
                TestNode first = cluster.start("data");
                TestNode second = cluster.start("data")) {
            awaitSafe(reader);
            LogReader log = new LogReader(reader.node());
            run(first, settings);
            run(second, settings);
            Eventually.equal(true, () -> log.count() > ROWS / 3);
            awaitSafe(reader);
            first.kill();

            assertComplete(log);
        }
    }

    @Test
    @DisplayName("a process that leaves in the middle of a file, and one that joins: the log does not show it")
    void leavesAndJoins(@TempDir Path folder) throws Exception {
        Map<String, String> settings =
                Map.of("data.feed", CountedFile.write(folder, SYMBOLS, ROWS).toString(), "data.file.speed", "1x");
        try (TestNode reader = cluster.start("web");
                TestNode second = cluster.start("data")) {
            LogReader log = new LogReader(reader.node());
            try (TestNode first = cluster.start("data")) {
                awaitSafe(reader);
                run(first, settings);
                Eventually.equal(true, () -> log.count() > ROWS / 6);
                run(second, settings);
                Eventually.equal(true, () -> log.count() > ROWS / 3);
            }
            assertComplete(log);
        }
    }

    @Test
    @DisplayName("a killed generator: each instrument's ticks go on with the next sequence")
    void killedGenerator() {
        Map<String, String> settings =
                Map.of("data.instruments", "40", "data.generator.period", "50ms", "data.generator.history", "5s");
        try (TestNode reader = cluster.start("web");
                TestNode first = cluster.start("data");
                TestNode second = cluster.start("data")) {
            awaitSafe(reader);
            LogReader log = new LogReader(reader.node());
            run(first, settings);
            run(second, settings);
            Eventually.equal(true, () -> log.count() > 6_000);
            awaitSafe(reader);
            first.kill();
            int atDeath = log.count();
            Eventually.equal(true, () -> log.count() > atDeath + 4_000);
            List<Tick> all = log.ticks();
            log.assertOrdered();
            for (var instrument : reader.node().instruments().universe().instruments()) {
                List<Tick> own = all.stream()
                        .filter(tick -> tick.symbol().equals(instrument.symbol()))
                        .toList();
                long start = own.getFirst().sequence();
                assertThat(own.stream().map(Tick::sequence))
                        .containsExactlyElementsOf(LongStream.range(start, start + own.size())
                                .boxed()
                                .toList());
                assertThat(own).allSatisfy(tick -> assertThat(tick.time() / 50).isEqualTo(tick.sequence() - 1));
            }
        }
    }
}
