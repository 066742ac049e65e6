package dev.bourse.data;

import dev.bourse.data.resume.FeedPosition;
import dev.bourse.shared.bus.BatchSender;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatch;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Function;

/** Sends one partition's batches without a log, since the process is alone: as the receiver's window has room. */
final class LiveSender implements Sending {
    private final BatchSender<TickBatch> sender;

    /** @param drained called when there is room again */
    LiveSender(Node node, int partition, long epoch, int windowBatches, Runnable drained) {
        sender = new BatchSender<>(node.vertx(), Stage.TICKS, partition, epoch, 0, windowBatches, node.clock()::nanos);
        sender.drainHandler(drained);
    }

    @Override
    public Future<Void> registered() {
        return sender.registered();
    }

    @Override
    public boolean idle() {
        return sender.inFlight() == 0;
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public long entries() {
        return 0;
    }

    @Override
    public void look() {}

    @Override
    public Future<Void> close() {
        return sender.close();
    }

    @Override
    public boolean ready() {
        return sender.ready();
    }

    @Override
    public void send(
            long watermark,
            long ingestedNanos,
            Map<String, FeedPosition> positions,
            Function<BatchHeader, TickBatch> build) {
        sender.send(watermark, ingestedNanos, build);
    }
}
