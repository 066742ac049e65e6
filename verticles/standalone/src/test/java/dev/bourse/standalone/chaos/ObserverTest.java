package dev.bourse.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.SignalBatch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The observer counts each signal once, and sees what is wrong with how they come. */
class ObserverTest {
    private static final int PARTITION = 3;

    @Test
    void aRepeatAndABatchOfAFormerOwnerAreCountedAndWhatIsMissingComesFromTheLogWhichMayBeAheadOfTheBus() {
        try (TestNode node = TestNode.alone()) {
            TestNode.await(node.node().logs().signals().open(PARTITION, 5));
            for (long sequence = 1; sequence <= 4; sequence++) {
                SignalBatch batch = batch(5, sequence);
                TestNode.await(node.node()
                        .logs()
                        .signals()
                        .append(
                                PARTITION,
                                5,
                                List.of(new LogEntry(sequence, BatchCodec.encode(batch), new byte[0])),
                                Optional.empty()));
            }
            Observer observer = TestNode.await(Observer.on(node.node()));
            Eventually.equal(4L, () -> observer.count().signals());

            publish(node, batch(5, 4));
            publish(node, batch(4, 5));
            publish(node, batch(5, 5));
            publish(node, batch(5, 5));

            Eventually.equal(new Observer.Count(5, 0, 1, 1, 0, 0), observer::count);
            publish(node, new SignalBatch(new BatchHeader(PARTITION, 5, 6, 0, 0, 0), List.of(ofTheIndex())));
            Eventually.equal(new Observer.Count(5, 1, 1, 1, 0, 0), observer::count);
            LongList marks = new LongList();
            for (long sequence = 1; sequence <= 5; sequence++) {
                marks.add(SignalRow.mark(SignalRow.of(signal(sequence))));
            }
            assertThat(observer.rows().keySet()).containsExactly("AAA");
            assertThat(LongList.mismatch(observer.rows().getOrDefault("AAA", new LongList()), marks))
                    .isEqualTo(-1);
        }
    }

    private static void publish(TestNode node, SignalBatch batch) {
        node.node().vertx().eventBus().publish(Stage.SIGNALS.address(PARTITION), batch);
    }

    private static SignalBatch batch(long epoch, long sequence) {
        return new SignalBatch(new BatchHeader(PARTITION, epoch, sequence, 0, 0, 0), List.of(signal(sequence)));
    }

    private static Signal ofTheIndex() {
        return signal(Instrument.INDEX, 1);
    }

    private static Signal signal(long sequence) {
        return signal("AAA", sequence);
    }

    private static Signal signal(String symbol, long sequence) {
        return new Signal(7, symbol, "range", "1", "NEW_HIGH", 10_000, sequence, 1_700_000_000_000L, List.of());
    }
}
