package dev.bourse.classification;

import dev.bourse.classification.checkpoint.ClassificationCheckpoint;
import dev.bourse.classification.checkpoint.SignalNote;
import dev.bourse.shared.cluster.CheckpointStore;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.ReplayLog;
import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.Checkpoints;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.log.LostLog;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.SignalBatch;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is kept in the cluster of one partition: the classes at some time, and the newest signals. */
final class ClassificationHistory {
    private static final Logger LOG = LoggerFactory.getLogger(ClassificationHistory.class);

    private final int partition;
    private final CheckpointStore checkpoints;
    private final ReplayLog signals;
    private final ClassificationMeters meters;
    private final int wanted;
    private long keptUpTo;

    /**
     * What the earlier owner left.
     *
     * @param sequence the last batch of states that the classes include
     * @param classes the classes
     * @param lastSignals the batch of signals after whose number the next one is: the last in the log, if it is there
     * @param note up to where the log has the signals
     * @param recent the newest signals in the log, oldest first, as many as are wanted or more
     */
    record Left(
            long sequence, ClassificationCheckpoint classes, long lastSignals, SignalNote note, List<Signal> recent) {}

    /** @param wanted how many of the newest signals */
    ClassificationHistory(Node node, int partition, int wanted, ClassificationMeters meters) {
        this.partition = partition;
        this.wanted = wanted;
        this.meters = meters;
        this.checkpoints = node.logs().checkpoints("classification");
        this.signals = node.logs().signals();
    }

    ReplayLog signals() {
        return signals;
    }

    /** Begins the owner's term. Fails with {@link ReplayLog.Fenced} where a later one has begun already. */
    Future<Left> open(long epoch) {
        List<Signal> recent = new ArrayList<>();
        return checkpoints
                .open(partition, epoch)
                .compose(found -> signals.open(partition, epoch)
                        .compose(head -> read(newest(head), recent).map(all -> left(found, head, recent))));
    }

    /** Keeps the classes after a batch of states, beside those that were kept before. */
    Future<Void> store(long epoch, long sequence, ClassificationCheckpoint classes) {
        return checkpoints
                .store(partition, epoch, new Checkpoint(sequence, classes.bytes()), keptUpTo)
                .onSuccess(stored -> keptUpTo = sequence)
                .mapEmpty();
    }

    private Left left(Checkpoints found, LogHead head, List<Signal> recent) {
        SignalNote note = SignalNote.of(head.note());
        for (Checkpoint checkpoint : found.newestFirst()) {
            try {
                ClassificationCheckpoint classes = ClassificationCheckpoint.of(checkpoint.bytes());
                keptUpTo = checkpoint.sequence();
                return new Left(checkpoint.sequence(), classes, lastSignals(head, classes.signals()), note, recent);
            } catch (IllegalArgumentException refused) {
                LOG.error("partition {}: {} cannot be used", partition, checkpoint, refused);
            }
        }
        return new Left(0, ClassificationCheckpoint.NONE, head.last(), note, recent);
    }

    /** Where the log is gone with its writer and all copies, numbers go on above all that anybody can have seen. */
    private long lastSignals(LogHead head, long known) {
        if (!LostLog.isGone(head, known)) {
            return head.last();
        }
        long after = LostLog.beginAfter(known, signals.mostBytes());
        meters.logGone(partition, known, after);
        return after;
    }

    /** Each batch has a signal at least: nobody waits for more of the log than is wanted. */
    private long newest(LogHead head) {
        return Math.max(head.first() - 1, head.last() - wanted);
    }

    private Future<Void> read(long after, List<Signal> recent) {
        return signals.read(partition, after).compose(slice -> {
            for (LogEntry entry : slice.entries()) {
                recent.addAll(((SignalBatch) BatchCodec.decode(ByteBuffer.wrap(entry.batch()))).signals());
            }
            return slice.entries().isEmpty()
                    ? Future.succeededFuture()
                    : read(slice.entries().getLast().sequence(), recent);
        });
    }
}
