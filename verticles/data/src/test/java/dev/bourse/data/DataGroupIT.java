package dev.bourse.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.TickCollector.Tick;
import dev.bourse.data.feed.FeedPosition;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
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
                .<io.vertx.core.json.JsonObject>request(DataVerticle.reportAddress(test.node()), "")
                .map(io.vertx.core.eventbus.Message::body));
        assertThat(report.getJsonObject("file").getJsonObject("rejected").getMap())
                .isEqualTo(Map.of("price_range", 1L));
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

    @Test
    @DisplayName("A2: a handover says the same after it has travelled as text")
    void handover() {
        Handover left =
                new Handover(Map.of("file", new FeedPosition(Map.of("record", 7L, "part", 1L))), new long[] {0, 5});

        Handover taken = Handover.fromJson(left.toJson());

        assertThat(taken.positions()).isEqualTo(left.positions());
        assertThat(taken.sequences()).containsExactly(0, 5);
    }
}
