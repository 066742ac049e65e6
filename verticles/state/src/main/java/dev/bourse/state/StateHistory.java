package dev.bourse.state;

import dev.bourse.shared.bus.BatchSource;
import dev.bourse.shared.cluster.CheckpointStore;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.ReplayLog;
import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.Checkpoints;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.log.LogSlice;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.state.checkpoint.StateCheckpoint;
import dev.bourse.state.index.IndexHistory;
import dev.bourse.state.instrument.StateRules;
import dev.bourse.state.partition.StatePartition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is kept in the cluster of one partition: its checkpoints and the log of its ticks. */
final class StateHistory {
    private static final Logger LOG = LoggerFactory.getLogger(StateHistory.class);

    private final Vertx vertx;
    private final Node node;
    private final int partition;
    private final StateRules rules;
    private final StateMeters meters;
    private final CheckpointStore checkpoints;
    private final ReplayLog ticks;

    /**
     * A partition as it was once.
     *
     * @param checkpoint what it was made of; empty where it begins anew
     */
    record Restored(StatePartition partition, IndexHistory index, long watermark, Optional<Checkpoint> checkpoint) {
        /** The last batch of ticks that it includes. */
        long sequence() {
            return checkpoint.map(Checkpoint::sequence).orElse(0L);
        }
    }

    StateHistory(Node node, int partition, StateRules rules, StateMeters meters) {
        this.vertx = node.vertx();
        this.node = node;
        this.partition = partition;
        this.rules = rules;
        this.meters = meters;
        this.checkpoints = node.logs().checkpoints("state");
        this.ticks = node.logs().ticks();
    }

    boolean keeps() {
        return ticks.keeps();
    }

    /**
     * Begins the owner's term, and gives the partition of the newest checkpoint that includes nothing after
     * {@code limit}; of the newest of all where the log has forgotten what came after that one. Fails with
     * {@link ReplayLog.Fenced} where a later term has begun already.
     */
    Future<Restored> open(long epoch, long limit) {
        return checkpoints
                .open(partition, epoch)
                .compose(found -> ticks.head(partition)
                        .compose(head ->
                                vertx.executeBlocking(() -> restore(found, reachable(found, limit, head)), false)));
    }

    /**
     * The log forgets what classification has dealt with: where that is more than it had when it asked for what comes
     * after the limit, it has come as far meanwhile.
     */
    private static long reachable(Checkpoints found, long limit, LogHead head) {
        return goesOn(found, limit, head) ? limit : Long.MAX_VALUE;
    }

    /** Whether the log has all that comes after the newest checkpoint up to {@code sequence}. */
    private static boolean goesOn(Checkpoints found, long sequence, LogHead head) {
        return head.first() <= found.upTo(sequence).map(Checkpoint::sequence).orElse(0L) + 1;
    }

    /** Whether what comes after {@code sequence} can be made again. */
    Future<Boolean> canGoBackTo(long sequence) {
        return checkpoints
                .find(partition)
                .compose(found -> ticks.head(partition).map(head -> goesOn(found, sequence, head)));
    }

    /** The log as a receiver reads it. */
    BatchSource<TickBatch> source() {
        return after -> ticks.read(partition, after).map(this::slice);
    }

    private BatchSource.Slice<TickBatch> slice(LogSlice read) {
        List<TickBatch> batches = new ArrayList<>(read.entries().size());
        for (LogEntry entry : read.entries()) {
            batches.add((TickBatch) BatchCodec.decode(ByteBuffer.wrap(entry.batch())));
        }
        meters.replayed(batches.size());
        return new BatchSource.Slice<>(read.first(), read.last(), batches);
    }

    private Restored restore(Checkpoints found, long limit) {
        for (Checkpoint checkpoint : found.newestFirst()) {
            if (checkpoint.sequence() <= limit) {
                StatePartition restored = new StatePartition(partition, node.partitions(), rules);
                IndexHistory index = new IndexHistory();
                try {
                    long watermark = StateCheckpoint.restore(checkpoint.bytes(), restored, index);
                    return new Restored(restored, index, watermark, Optional.of(checkpoint));
                } catch (IllegalArgumentException refused) {
                    meters.checkpointRefused();
                    LOG.error("partition {}: {} cannot be used", partition, checkpoint, refused);
                }
            }
        }
        return new Restored(
                new StatePartition(partition, node.partitions(), rules),
                new IndexHistory(),
                Long.MIN_VALUE,
                Optional.empty());
    }
}
