package dev.bourse.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.TickCollector.Tick;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data group on a real node, seen by a receiver as the state group is one. */
@DisplayName("A1: the data group publishes what its feeds give")
final class DataGroupIT {
    private final TestNode test = TestNode.alone();

    @AfterEach
    void close() {
        test.close();
    }

    private TickCollector run(Map<String, String> values) {
        Settings settings = Settings.of(values);
        DataGroup group = new DataGroup();
        group.check(settings);
        assertThat(settings.faults()).isEmpty();
        TickCollector collector = new TickCollector(test.node());
        TestNode.await(group.deploy(test.node(), settings).mapEmpty());
        return collector;
    }

    @Test
    @DisplayName("every row of a file arrives once, in order, numbered by instrument, and the watermark passes its last"
            + " minute")
    void file(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("ticks.csv"), """
            timestamp,symbol,price,size
            1000,ABC,1.5,10
            1001,XYZ,2,20
            1002,ABC,-1,20
            1003,ABC,1.25,30
            """);

        TickCollector collector = run(Map.of("data.feed", file.toString(), "data.file.speed", "max"));

        Eventually.equal(3, collector::count);
        assertThat(collector.of("ABC"))
                .containsExactly(
                        new Tick("ABC", 1, 1_000_000, 1_500_000, 100_000),
                        new Tick("ABC", 2, 1_003_000, 1_250_000, 300_000));
        assertThat(collector.of("XYZ")).containsExactly(new Tick("XYZ", 1, 1_001_000, 2_000_000, 200_000));
        Eventually.equal(1_020_000L, () -> collector.watermark(63));
        var report = TestNode.await(test.node()
                .vertx()
                .eventBus()
                .<JsonObject>request(DataVerticle.reportAddress(test.node()), "")
                .map(Message::body));
        assertThat(report.getJsonObject("file").getJsonObject("rejected").getMap())
                .isEqualTo(Map.of("price_range", 1L));
    }

    @Test
    @DisplayName("every refused record is in the file of data.rejects.file, with its number, its reason and its text")
    void rejects(@TempDir Path folder) throws Exception {
        StringBuilder lines = new StringBuilder("timestamp,symbol,price,size\n1000,ABC,1.5,10\n");
        List<String> expected = new ArrayList<>();
        for (int record = 3; record <= 5_000; record++) {
            lines.append("1001,ABC,-").append(record).append(",10\n");
            expected.add("file," + record + ",price_range,\"1001,ABC,-" + record + ",10\"");
        }
        Path file = Files.writeString(folder.resolve("ticks.csv"), lines.append("1002,ABC,1.6,10\n"));
        Path rejects = folder.resolve("logs").resolve("rejects.csv");

        TickCollector collector = run(Map.of(
                "data.feed",
                file.toString(),
                "data.file.speed",
                "max",
                "data.rejects.file",
                rejects.toString(),
                "data.rejects.queue",
                "1"));

        Eventually.equal(2, collector::count);
        Eventually.equal(expected.size(), () -> written(rejects).size());
        assertThat(written(rejects).stream().map(line -> line.substring(line.indexOf(',') + 1)))
                .containsExactlyElementsOf(expected);
        assertThat(written(rejects)).allSatisfy(line -> assertThat(line).matches("20\\d\\d-\\d\\d-\\d\\dT.*Z,file,.*"));
    }

    private static List<String> written(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    @Test
    @DisplayName("the generator numbers each instrument's ticks without a gap, one in each period")
    void generator() {
        TickCollector collector = run(
                Map.of("data.instruments", "50", "data.generator.period", "100ms", "data.generator.history", "10s"));

        Eventually.equal(true, () -> collector.count() > 10_000);
        String symbol = collector.ticks().getFirst().symbol();
        List<Tick> ticks = collector.of(symbol);
        long first = ticks.getFirst().sequence();
        assertThat(ticks.stream().map(Tick::sequence))
                .containsExactlyElementsOf(
                        LongStream.range(first, first + ticks.size()).boxed().toList());
        assertThat(ticks).allSatisfy(tick -> assertThat(tick.time() / 100).isEqualTo(tick.sequence() - 1));
        assertThat(test.node().instruments().universe().size()).isEqualTo(50);
    }
}
