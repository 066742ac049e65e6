package dev.bourse.state;

import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.CheckpointStore;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.ReplayLog;
import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.state.checkpoint.CheckpointPace;
import dev.bourse.state.checkpoint.StateCheckpoint;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one partition's states safe, again and again: writes a checkpoint in steps between which the partition rests,
 * stores it, asks classification to make safe what it has made of those states, and only then lets the log forget the
 * ticks. There is no further checkpoint before classification has answered, and beside a new one stays the newest that
 * classification has come up to, so that one of the two is never newer than classification's. Used on the partition's
 * context.
 */
final class Checkpointing {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpointing.class);
    /** About a millisecond's work. */
    private static final int STEP_BYTES = 1 << 19;

    private static final long RETRY_MILLIS = 250;
    private static final long ANSWER_MILLIS = 10_000;

    private final Vertx vertx;
    private final Context context;
    private final int partition;
    private final long epoch;
    private final CheckpointStore store;
    private final ReplayLog ticks;
    private final Clock clock;
    private final StateMeters meters;
    private final Actions actions;
    private final CheckpointPace pace;
    /** Up to there classification has made safe what it made of the states. */
    private long safe;

    private Future<?> storing = Future.succeededFuture();
    private Future<?> trimming = Future.succeededFuture();
    private boolean writing;
    private boolean underWay;
    private boolean stopped;

    /** What it needs of the partition. */
    interface Actions {
        /** Begins to write a checkpoint of what is there now. */
        StateCheckpoint begin();

        /** It is written: the partition may change again. */
        void written();

        /** Another process has taken the partition over. */
        void fenced();
    }

    Checkpointing(
            Vertx vertx,
            Context context,
            Node node,
            int partition,
            long epoch,
            long intervalMillis,
            StateMeters meters,
            Actions actions) {
        this.vertx = vertx;
        this.context = context;
        this.partition = partition;
        this.epoch = epoch;
        this.store = node.logs().checkpoints("state");
        this.ticks = node.logs().ticks();
        this.clock = node.clock();
        this.meters = meters;
        this.actions = actions;
        this.pace = new CheckpointPace(intervalMillis, ticks.mostBytes(), clock.millis());
    }

    /** An earlier owner left that checkpoint, or this one went back to it; classification may not have come as far. */
    void restored(Checkpoint checkpoint) {
        pace.taken(checkpoint.bytes().length, clock.millis());
        underWay = true;
        safe = checkpoint.sequence();
        askClassification(checkpoint.sequence());
    }

    /** Whether the partition must not change now. */
    boolean writing() {
        return writing;
    }

    /** A batch was applied, and its states were sent. */
    void applied(TickBatch batch) {
        pace.applied(batch.size());
        if (!underWay && pace.due(clock.millis())) {
            underWay = true;
            writing = true;
            step(actions.begin(), batch.header().sequence(), clock.nanos());
        }
    }

    /** Stores nothing any more; completes when nothing is on its way. */
    Future<?> stop() {
        stopped = true;
        return Future.join(storing.otherwiseEmpty(), trimming.otherwiseEmpty());
    }

    private void step(StateCheckpoint checkpoint, long sequence, long startedNanos) {
        if (stopped) {
            return;
        }
        if (!checkpoint.step(STEP_BYTES)) {
            context.runOnContext(next -> step(checkpoint, sequence, startedNanos));
            return;
        }
        byte[] bytes = checkpoint.bytes();
        pace.taken(bytes.length, clock.millis());
        writing = false;
        store(new Checkpoint(sequence, bytes), startedNanos);
        context.runOnContext(next -> actions.written());
    }

    /** On a worker, since the bytes are copied on their way. */
    private void store(Checkpoint checkpoint, long startedNanos) {
        long before = safe;
        storing = vertx.executeBlocking(() -> store.store(partition, epoch, checkpoint, before), false)
                .compose(stored -> stored)
                .onComplete(
                        stored -> {
                            meters.checkpointed(checkpoint.bytes().length, clock.nanos() - startedNanos);
                            askClassification(checkpoint.sequence());
                        },
                        failure -> failed(failure, "checkpoint was not stored", () -> store(checkpoint, startedNanos)));
    }

    private void askClassification(long sequence) {
        if (stopped) {
            return;
        }
        vertx.eventBus()
                .<JsonObject>request(
                        Stage.STATES.safe(partition),
                        new JsonObject().put("sequence", sequence),
                        new DeliveryOptions().setSendTimeout(ANSWER_MILLIS))
                .onComplete(
                        answered -> {
                            // Who begins again, here or elsewhere, counts on what the log has now.
                            if (!stopped) {
                                // Before the log has forgotten: that it has to is no reason to wait.
                                underWay = false;
                                safe = sequence;
                                trim(sequence);
                            }
                        },
                        absent -> later(() -> askClassification(sequence)));
    }

    private void trim(long sequence) {
        trimming = ticks.trim(partition, sequence)
                .onFailure(failure -> LOG.warn(
                        "the log of partition {} was not trimmed; the next checkpoint does it", partition, failure));
    }

    private void failed(Throwable failure, String what, Runnable again) {
        if (stopped) {
            return;
        }
        if (failure instanceof ReplayLog.Fenced) {
            actions.fenced();
            return;
        }
        LOG.warn("partition {}: the {}; it is tried again", partition, what, failure);
        later(again);
    }

    private void later(Runnable action) {
        vertx.setTimer(RETRY_MILLIS + ThreadLocalRandom.current().nextLong(RETRY_MILLIS), timer -> {
            if (!stopped) {
                action.run();
            }
        });
    }
}
