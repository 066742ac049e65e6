package dev.bourse.data;

import dev.bourse.shared.bus.BatchReceiver;
import dev.bourse.shared.bus.FlowCounters;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.message.TickBatch;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;

/** Receives the ticks of all partitions as the state group does, and keeps them as values. */
final class TickCollector {
    /** A tick as a value. */
    record Tick(String symbol, long sequence, long time, long price, long size) {}

    private final Node node;
    private final List<Tick> ticks = new ArrayList<>();
    private final long[] watermarks;
    private final List<Runnable> unacknowledged = new ArrayList<>();
    private final Context context;
    private boolean acknowledging;

    TickCollector(Node node) {
        this(node, true);
    }

    /** @param acknowledging false for a receiver that acknowledges nothing before {@link #acknowledge} */
    TickCollector(Node node, boolean acknowledging) {
        this.node = node;
        this.acknowledging = acknowledging;
        this.watermarks = new long[node.partitions().count()];
        context = node.vertx().getOrCreateContext();
        context.runOnContext(start -> {
            for (int partition = 0; partition < node.partitions().count(); partition++) {
                receive(partition);
            }
        });
    }

    private void receive(int partition) {
        List<BatchReceiver<TickBatch>> self = new ArrayList<>();
        self.add(new BatchReceiver<>(
                node.vertx(), Stage.TICKS, partition, new InboundSequence(), FlowCounters.NONE, batch -> {
                    take(batch);
                    unacknowledged.add(() -> self.getFirst().acknowledge(batch));
                    acknowledgeAll();
                }));
    }

    /** Acknowledges what came so far, and everything from now on. */
    void acknowledge() {
        context.runOnContext(run -> {
            acknowledging = true;
            acknowledgeAll();
        });
    }

    private void acknowledgeAll() {
        if (acknowledging) {
            unacknowledged.forEach(Runnable::run);
            unacknowledged.clear();
        }
    }

    private synchronized void take(TickBatch batch) {
        watermarks[batch.header().partition()] = batch.header().watermark();
        for (int index = 0; index < batch.size(); index++) {
            String symbol = node.instruments()
                    .universe()
                    .byId(batch.instrument(index))
                    .orElseThrow()
                    .symbol();
            ticks.add(
                    new Tick(symbol, batch.sequence(index), batch.time(index), batch.price(index), batch.size(index)));
        }
    }

    synchronized List<Tick> ticks() {
        return List.copyOf(ticks);
    }

    synchronized int count() {
        return ticks.size();
    }

    synchronized List<Tick> of(String symbol) {
        return ticks.stream().filter(tick -> tick.symbol().equals(symbol)).toList();
    }

    synchronized long watermark(int partition) {
        return watermarks[partition];
    }
}
