package dev.bourse.data;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.TickCollector.Tick;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.ReplayLog;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogSlice;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.TickBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What the logs of ticks of all partitions hold, read by a process that has no part in them. */
final class LogReader {
    private final Node node;

    LogReader(Node node) {
        this.node = node;
    }

    /** All batches of a partition, which have the numbers 1, 2, 3, ... */
    List<TickBatch> batches(int partition) {
        ReplayLog log = node.logs().ticks();
        List<TickBatch> batches = new ArrayList<>();
        LogSlice slice;
        do {
            slice = await(log.read(partition, batches.size()));
            for (LogEntry entry : slice.entries()) {
                batches.add((TickBatch) BatchCodec.decode(ByteBuffer.wrap(entry.batch())));
                assertThat(entry.sequence()).isEqualTo(batches.size());
            }
        } while (!slice.entries().isEmpty());
        return batches;
    }

    /** The ticks of all partitions, one partition after another. */
    List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        for (int partition = 0; partition < node.partitions().count(); partition++) {
            for (TickBatch batch : batches(partition)) {
                for (int i = 0; i < batch.size(); i++) {
                    String symbol = node.instruments()
                            .universe()
                            .byId(batch.instrument(i))
                            .orElseThrow()
                            .symbol();
                    ticks.add(new Tick(symbol, batch.sequence(i), batch.time(i), batch.price(i), batch.size(i)));
                }
            }
        }
        return ticks;
    }

    int count() {
        return ticks().size();
    }

    /** The ticks of one instrument, in the order of the log. */
    List<Tick> of(String symbol) {
        return ticks().stream().filter(tick -> tick.symbol().equals(symbol)).toList();
    }

    /** The watermarks and epochs of every partition only grow. */
    void assertOrdered() {
        for (int partition = 0; partition < node.partitions().count(); partition++) {
            List<TickBatch> batches = batches(partition);
            assertThat(batches.stream().map(batch -> batch.header().watermark()))
                    .isSorted();
            assertThat(batches.stream().map(batch -> batch.header().epoch())).isSorted();
            assertThat(batches.stream().map(batch -> batch.header().sequence()))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, batches.size()).boxed().toList());
        }
    }
}
