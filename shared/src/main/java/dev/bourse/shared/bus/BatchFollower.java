package dev.bourse.shared.bus;

import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.message.Batch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/**
 * Follows one partition's batches of a stage as an observer for whom nobody waits, each once and in order: first what
 * the log has, then live, and after a gap from the log again. What the log has forgotten before it was read is counted
 * as lost, except what was there before the follower began. All calls and handlers run on the context that made it.
 */
public final class BatchFollower<B extends Batch> {
    private final Stage stage;
    private final FlowCounters counters;
    private final Consumer<B> handler;
    private final InboundSequence sequence = new InboundSequence();
    private final CatchUp<B> catchUp;
    private final MessageConsumer<B> consumer;
    private final MessageConsumer<JsonObject> senders;

    /** Starts to follow from the oldest batch in the log on. */
    public BatchFollower(
            Vertx vertx, Stage stage, int partition, BatchSource<B> log, FlowCounters counters, Consumer<B> handler) {
        this.stage = stage;
        this.counters = counters;
        this.handler = handler;
        this.catchUp = new CatchUp<>(vertx, stage, partition, log, sequence, counters, this::take);
        this.consumer = vertx.eventBus().consumer(stage.address(partition), this::onBatch);
        this.senders = vertx.eventBus().consumer(stage.sender(partition), announced -> catchUp.wanted());
        registered().onSuccess(heard -> catchUp.startFromOldest());
    }

    /** Completes once batches from anywhere in the cluster reach this follower. */
    public Future<Void> registered() {
        return Future.all(consumer.completion(), senders.completion()).mapEmpty();
    }

    /** True once it has read the log to its end; a gap makes it false again. Safe for all threads. */
    public boolean caughtUp() {
        return catchUp.done();
    }

    /** Follows no more. */
    public Future<Void> close() {
        catchUp.close();
        return Future.join(consumer.unregister(), senders.unregister()).mapEmpty();
    }

    private void take(B batch) {
        handler.accept(batch);
        catchUp.dealtWith(batch.header().sequence());
    }

    private void onBatch(Message<B> message) {
        B batch = message.body();
        long number = batch.header().sequence();
        switch (sequence.receive(batch.header().epoch(), number)) {
            case APPLY -> {
                take(batch);
                catchUp.live();
            }
            case DUPLICATE -> counters.duplicate(stage);
            case STALE_EPOCH -> counters.staleEpoch(stage);
            case GAP -> {
                if (catchUp.done()) {
                    counters.gap(stage);
                }
                catchUp.wanted(number);
            }
        }
    }
}
