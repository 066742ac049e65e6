package dev.bourse.shared.bus;

import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.message.Batch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/**
 * Follows one partition's batches of a stage as an observer for whom nobody waits, each once and in order: first what
 * the log has, then live, and after a gap, or where it was too slow to be sent all, from the log again. What the log
 * has forgotten before it was read is counted as lost, except what was there before the follower began. All calls and
 * handlers run on the context that made it.
 */
public final class BatchFollower<B extends Batch> {
    private final Stage stage;
    private final FlowCounters counters;
    private final Consumer<B> handler;
    private final InboundSequence sequence = new InboundSequence();
    private final CatchUp<B> catchUp;
    private final Observation<B> observation;

    /** Starts to follow from the oldest batch in the log on. */
    public BatchFollower(
            Vertx vertx, Stage stage, int partition, BatchSource<B> log, FlowCounters counters, Consumer<B> handler) {
        this.stage = stage;
        this.counters = counters;
        this.handler = handler;
        this.catchUp = new CatchUp<>(vertx, stage, partition, log, sequence, counters, this::take);
        this.observation = new Observation<>(vertx, stage, partition, counters, new Observation.Listener<>() {
            @Override
            public void batch(B batch, long since) {
                onBatch(batch);
            }

            @Override
            public void answered(long ownersEpoch, long sent, long last) {
                if (last > sequence.applied()) {
                    catchUp.wanted(last);
                }
            }

            @Override
            public void announced() {
                catchUp.wanted();
            }
        });
        registered().onSuccess(heard -> catchUp.startFromOldest());
    }

    /** Completes once batches from anywhere in the cluster reach this follower. */
    public Future<Void> registered() {
        return observation.registered();
    }

    /** True once it has read the log to its end; a gap makes it false again. Safe for all threads. */
    public boolean caughtUp() {
        return catchUp.done();
    }

    /** Follows no more. */
    public Future<Void> close() {
        catchUp.close();
        return observation.close();
    }

    private void take(B batch) {
        handler.accept(batch);
        catchUp.dealtWith(batch.header().sequence());
    }

    private void onBatch(B batch) {
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
