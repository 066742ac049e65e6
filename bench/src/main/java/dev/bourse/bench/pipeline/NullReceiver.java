package dev.bourse.bench.pipeline;

import dev.bourse.shared.bus.BatchReceiver;
import dev.bourse.shared.bus.FlowCounters;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.message.Batch;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** A stage that counts and acknowledges, and does nothing else but what it is told to do with a batch. */
final class NullReceiver extends VerticleBase {
    private final Stage stage;
    private final int partition;
    private final LongAdder received;
    private final Consumer<Batch> sink;

    private BatchReceiver<Batch> receiver;

    @SuppressWarnings("NullAway.Init") // what needs Vert.x is made in start, before anything can call
    NullReceiver(Stage stage, int partition, LongAdder received, Consumer<Batch> sink) {
        this.stage = stage;
        this.partition = partition;
        this.received = received;
        this.sink = sink;
    }

    @Override
    public Future<?> start() {
        receiver = new BatchReceiver<>(vertx, stage, partition, new InboundSequence(), FlowCounters.NONE, batch -> {
            sink.accept(batch);
            received.add(batch.size());
            receiver.acknowledge(batch);
        });
        return receiver.registered();
    }

    @Override
    public Future<?> stop() {
        return receiver.close();
    }
}
