package dev.bourse.shared.bus;

import dev.bourse.shared.flow.OutboundWindow;
import dev.bourse.shared.flow.Standstill;
import dev.bourse.shared.message.Batch;
import dev.bourse.shared.message.BatchHeader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * Sends one partition's batches of one stage, as its owner. It sends only once the stage's receiver has attached, and
 * not more than its window holds: ask {@link #ready()} first, or wait for the drain handler. Where nothing is
 * acknowledged for a while it sends its newest batch again, to which the receiver answers in any case. All calls and
 * handlers run on the context that made it.
 */
public final class BatchSender<B extends Batch> {
    /** Fails an attachment that is to be tried again. */
    private static final int COME_AGAIN = 409;

    private static final long LOOK_MILLIS = 1_000;

    private final Vertx vertx;
    private final EventBus bus;
    private final Stage stage;
    private final int partition;
    private final LongSupplier clockNanos;
    private final OutboundWindow<B> window;
    private final MessageConsumer<JsonObject> control;
    private final Standstill standstill = new Standstill();
    private final long timer;
    private Runnable drained = () -> {};
    private LongPredicate rewinds = applied -> false;
    private boolean attached;

    /**
     * @param epoch the owner's term, above that of any earlier owner of the partition
     * @param after the sequence of the last batch that an earlier owner sent, 0 where there was none
     * @param windowBatches the most batches on their way
     * @param clockNanos nanoseconds since 1970
     */
    public BatchSender(
            Vertx vertx,
            Stage stage,
            int partition,
            long epoch,
            long after,
            int windowBatches,
            LongSupplier clockNanos) {
        this.vertx = vertx;
        this.bus = vertx.eventBus();
        this.stage = stage;
        this.partition = partition;
        this.clockNanos = clockNanos;
        this.window = new OutboundWindow<>(epoch, after, windowBatches);
        this.control = bus.consumer(stage.control(partition), this::onControl);
        control.completion().onSuccess(registered -> announce());
        this.timer = vertx.setPeriodic(LOOK_MILLIS, late -> look());
    }

    /** Completes once receivers anywhere in the cluster can reach this sender. */
    public Future<Void> registered() {
        return control.completion();
    }

    /** True where a batch may be sent now. */
    public boolean ready() {
        return attached && window.hasRoom();
    }

    /** Batches sent and not yet acknowledged. */
    public int inFlight() {
        return window.inFlight();
    }

    /** Called each time there is room again after an acknowledgement or an attachment. */
    public void drainHandler(Runnable handler) {
        drained = handler;
    }

    /**
     * Asked where a receiver has attached that needs batches which are not held any more: with the last sequence that
     * it has. True where they will be sent again by whoever comes in this sender's place; then the receiver is told to
     * come again. Unless there is a handler the receiver goes on with what is held and counts the rest as lost.
     */
    public void rewindHandler(LongPredicate handler) {
        rewinds = handler;
    }

    /** The batches before {@code sequence} that were not sent are lost: the next one has that sequence. */
    public void skipTo(long sequence) {
        window.skipTo(sequence);
    }

    /** The sequence that the next batch will have. */
    public long nextSequence() {
        return window.nextSequence();
    }

    /**
     * Numbers, stamps and publishes a batch.
     *
     * @param watermark see {@link BatchHeader}
     * @param ingestedNanos see {@link BatchHeader}
     * @param build makes the batch for the header that it is given
     * @return the batch
     * @throws IllegalStateException unless {@link #ready()}
     */
    public B send(long watermark, long ingestedNanos, Function<BatchHeader, B> build) {
        if (!ready()) {
            throw new IllegalStateException(stage.address(partition) + " has no receiver or no room in its window");
        }
        B batch = build.apply(new BatchHeader(
                partition, window.epoch(), window.nextSequence(), watermark, ingestedNanos, clockNanos.getAsLong()));
        window.sent(batch);
        bus.publish(stage.address(partition), batch);
        return batch;
    }

    /** A header that says what was sent last, for answers that must say up to where they know. */
    public BatchHeader last(long watermark) {
        return new BatchHeader(
                partition, window.epoch(), window.nextSequence() - 1, watermark, 0, clockNanos.getAsLong());
    }

    /** Stops answering receivers; what is on its way stays unacknowledged. */
    public Future<Void> close() {
        attached = false;
        vertx.cancelTimer(timer);
        return control.unregister();
    }

    private void announce() {
        bus.publish(stage.sender(partition), new JsonObject().put("epoch", window.epoch()));
    }

    /**
     * A receiver that missed the announcement takes an earlier owner for the sender. The newest batch is answered by
     * who has it, and who lacks it or one before it asks.
     */
    private void look() {
        if (!attached) {
            announce();
        } else if (standstill.look(window.inFlight(), window.firstHeld() - 1)) {
            window.newest().ifPresent(batch -> bus.publish(stage.address(partition), batch));
        }
    }

    private void onControl(Message<JsonObject> message) {
        JsonObject body = message.body();
        long epoch = body.getLong("epoch");
        long sequence = body.getLong("sequence");
        if ("attach".equals(body.getString("type"))) {
            if (sequence + 1 < window.firstHeld() && rewinds.test(sequence)) {
                attached = false;
                message.fail(COME_AGAIN, stage.address(partition) + " is sent again from " + sequence);
                return;
            }
            attached = true;
            message.reply(new JsonObject().put("epoch", window.epoch()).put("first", window.firstHeld()));
            for (B batch : window.from(sequence + 1)) {
                bus.publish(stage.address(partition), batch);
            }
        } else {
            window.acknowledged(epoch, sequence);
        }
        if (ready()) {
            drained.run();
        }
    }
}
