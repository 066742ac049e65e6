package dev.bourse.shared.bus;

import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.message.Batch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Receives one partition's batches of one stage, each once and in order, as the receiver that the sender waits for. It
 * knocks at the sender until it is attached, asks again after a gap, and drops what is stale or repeated. Whoever uses
 * it calls {@link #acknowledge} when a batch has been dealt with; until then the batch counts against the sender's
 * window. All calls and handlers run on the context that made it.
 */
public final class BatchReceiver<B extends Batch> {
    /**
     * A sender may start later than its receiver, so knocking goes on for as long as the receiver lives, at this pause
     * and up to as much again.
     */
    private static final long KNOCK_MILLIS = 250;

    private final Vertx vertx;
    private final Stage stage;
    private final int partition;
    private final Consumer<B> handler;
    private final FlowCounters counters;
    private final Progress progress;
    private final InboundSequence sequence;
    private final MessageConsumer<B> consumer;
    private final MessageConsumer<JsonObject> senders;
    private boolean heard;
    /** One knock at a time: each makes the sender send again what it holds. */
    private boolean knocking;

    private boolean closed;
    private long announcedEpoch;
    private long attachedEpoch;
    private long acknowledgedEpoch;
    private long acknowledgedSequence;

    /** Starts to receive after what {@code resume} says has been applied already. */
    public BatchReceiver(
            Vertx vertx,
            Stage stage,
            int partition,
            InboundSequence resume,
            FlowCounters counters,
            Consumer<B> handler) {
        this.vertx = vertx;
        this.stage = stage;
        this.partition = partition;
        this.handler = handler;
        this.counters = counters;
        this.progress = Progress.of(vertx);
        this.sequence = resume;
        this.acknowledgedEpoch = resume.epoch();
        this.acknowledgedSequence = resume.applied();
        this.consumer = vertx.eventBus().consumer(stage.address(partition), this::onBatch);
        this.senders = vertx.eventBus().consumer(stage.sender(partition), this::onSender);
        consumer.completion().onSuccess(registered -> attach());
    }

    /** Completes once batches from anywhere in the cluster reach this receiver. */
    public Future<Void> registered() {
        return consumer.completion();
    }

    /** The batch and all before it have been dealt with: the sender may forget them. */
    public void acknowledge(B batch) {
        acknowledgedEpoch = batch.header().epoch();
        acknowledgedSequence = batch.header().sequence();
        progress.acknowledged(stage, partition, acknowledgedSequence);
        sendAcknowledgement();
    }

    /** Receives no more. */
    public Future<Void> close() {
        closed = true;
        progress.forget(stage, partition);
        return Future.join(consumer.unregister(), senders.unregister()).mapEmpty();
    }

    /** A sender that has answered already is not asked again; one that announces itself during a knock comes next. */
    private void onSender(Message<JsonObject> announcement) {
        long epoch = announcement.body().getLong("epoch");
        if (epoch > announcedEpoch && epoch > attachedEpoch) {
            announcedEpoch = epoch;
            heard = false;
            attach();
        }
    }

    private void onBatch(Message<B> message) {
        B batch = message.body();
        switch (sequence.receive(batch.header().epoch(), batch.header().sequence())) {
            case APPLY -> {
                // The last batches of a former owner do not stand for an answer of its successor.
                heard = batch.header().epoch() >= announcedEpoch;
                handler.accept(batch);
            }
            case DUPLICATE -> {
                counters.duplicate(stage);
                sendAcknowledgement();
            }
            case STALE_EPOCH -> counters.staleEpoch(stage);
            case GAP -> {
                counters.gap(stage);
                if (heard) {
                    heard = false;
                    attach();
                }
            }
        }
    }

    private void attach() {
        if (closed || heard || knocking) {
            return;
        }
        knocking = true;
        long expectedEpoch = announcedEpoch;
        JsonObject knock = new JsonObject()
                .put("type", "attach")
                .put("epoch", sequence.epoch())
                .put("sequence", sequence.applied());
        vertx.eventBus()
                .<JsonObject>request(stage.control(partition), knock)
                .onComplete(reply -> attached(reply.body()), absent -> knockAgain(expectedEpoch));
    }

    /** The reply comes before the batches that the sender sends again, so that the first of them is expected. */
    private void attached(JsonObject sender) {
        knocking = false;
        attachedEpoch = sender.getLong("epoch");
        heard = attachedEpoch >= announcedEpoch;
        long lost = sequence.resumeAt(attachedEpoch, sender.getLong("first"));
        if (lost > 0) {
            counters.lost(stage, lost);
        }
        if (!heard) {
            // A former owner has answered, and its successor has announced itself in the meantime.
            knockAgain(attachedEpoch);
        }
    }

    /** At once where a sender has announced itself since the knock, else after a pause. */
    private void knockAgain(long epochAtKnock) {
        knocking = false;
        if (announcedEpoch > epochAtKnock && !heard) {
            attach();
            return;
        }
        counters.senderAbsent(stage);
        vertx.setTimer(KNOCK_MILLIS + ThreadLocalRandom.current().nextLong(KNOCK_MILLIS), timer -> attach());
    }

    private void sendAcknowledgement() {
        vertx.eventBus()
                .send(
                        stage.control(partition),
                        new JsonObject()
                                .put("type", "acknowledge")
                                .put("epoch", acknowledgedEpoch)
                                .put("sequence", acknowledgedSequence));
    }
}
