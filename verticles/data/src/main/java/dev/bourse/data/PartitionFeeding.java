package dev.bourse.data;

import dev.bourse.data.batch.Lane;
import dev.bourse.data.batch.LaneCounters;
import dev.bourse.data.batch.Outlet;
import dev.bourse.shared.bus.BatchSender;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatch;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;

/** One owned partition: its lane and the sender of its batches. Used on the data verticle's context. */
final class PartitionFeeding implements Outlet {
    private static final long DRAIN_CHECK_MILLIS = 10;

    private final Node node;
    private final BatchSender<TickBatch> sender;
    private final Lane lane;

    PartitionFeeding(Node node, int partition, long epoch, DataOptions options, LaneCounters counters, Runnable room) {
        this.node = node;
        this.sender = new BatchSender<>(
                node.vertx(), Stage.TICKS, partition, epoch, 0, options.windowBatches(), node.clock()::nanos);
        this.lane = new Lane(
                node.partitions(), this, options.batchTicks(), options.feeds().size(), counters);
        sender.drainHandler(() -> {
            lane.flush(node.clock().nanos());
            room.run();
        });
    }

    Lane lane() {
        return lane;
    }

    /** Completes once receivers reach the sender. */
    Future<Void> registered() {
        return sender.registered();
    }

    int inFlight() {
        return sender.inFlight();
    }

    @Override
    public boolean ready() {
        return sender.ready();
    }

    @Override
    public void send(long watermark, long ingestedNanos, Function<BatchHeader, TickBatch> build) {
        sender.send(watermark, ingestedNanos, build);
    }

    /**
     * Lets what is under way arrive, but waits no longer than this; then closes the sender. Gives whether all has
     * arrived.
     */
    Future<Boolean> drain(long patienceMillis) {
        Promise<Boolean> drained = Promise.promise();
        lane.flush(node.clock().nanos());
        check(patienceMillis, drained);
        return drained.future().compose(all -> sender.close().map(all));
    }

    private void check(long leftMillis, Promise<Boolean> drained) {
        boolean all = sender.inFlight() == 0 && !lane.holdsTicks();
        if (all || leftMillis <= 0) {
            drained.complete(all);
        } else {
            node.vertx().setTimer(DRAIN_CHECK_MILLIS, timer -> check(leftMillis - DRAIN_CHECK_MILLIS, drained));
        }
    }
}
