package dev.bourse.web.observe;

import dev.bourse.shared.bus.FlowCounters;
import dev.bourse.shared.bus.Observation;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.message.Batch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Observes one partition of a stage of which only the newest counts: what it is too slow for comes conflated. At the
 * start, with another owner and after a gap it asks the owner for the newest of everything. Runs on the context that
 * started it.
 */
final class PartitionObserver<B extends Batch> implements Observation.Listener<B> {
    private static final long ANSWER_MILLIS = 2_000;
    private static final long RETRY_MILLIS = 500;

    private final Vertx vertx;
    private final Stage stage;
    private final int partition;
    private final JsonObject question;
    private final FlowCounters counters;
    private final Consumer<B> live;
    private final Consumer<B> latest;
    private @Nullable Observation<B> observation;
    private long epoch;
    private long sequence;
    private boolean asking;
    private boolean askAgain;
    private boolean stopped;
    private volatile boolean observed;

    PartitionObserver(
            Vertx vertx,
            Stage stage,
            int partition,
            JsonObject question,
            FlowCounters counters,
            Consumer<B> live,
            Consumer<B> latest) {
        this.vertx = vertx;
        this.stage = stage;
        this.partition = partition;
        this.question = question;
        this.counters = counters;
        this.live = live;
        this.latest = latest;
    }

    /** Completes once batches from anywhere in the cluster come here. */
    Future<Void> start() {
        Observation<B> started = new Observation<>(vertx, stage, partition, counters, this);
        observation = started;
        return started.registered();
    }

    Future<Void> stop() {
        stopped = true;
        return observation == null ? Future.succeededFuture() : observation.close();
    }

    /** True once the owner has told the newest of everything. Safe for all threads. */
    boolean observed() {
        return observed;
    }

    @Override
    public void batch(B batch, long since) {
        long number = batch.header().sequence();
        if (number <= sequence) {
            counters.duplicate(stage);
            return;
        }
        boolean gap = since != sequence;
        sequence = number;
        live.accept(batch);
        if (gap) {
            counters.gap(stage);
            ask();
        }
    }

    @Override
    public void answered(long ownersEpoch, long sent, long last) {
        if (ownersEpoch != epoch || sent != sequence) {
            epoch = ownersEpoch;
            sequence = sent;
            ask();
        }
    }

    private void told(B answer) {
        latest.accept(answer);
        observed = true;
        asking = false;
        if (askAgain) {
            ask();
        }
    }

    /** Asks the owner for the newest, until it answers. One question at a time. */
    void ask() {
        if (asking) {
            askAgain = true;
            return;
        }
        asking = true;
        askAgain = false;
        vertx.eventBus()
                .<B>request(stage.query(partition), question, new DeliveryOptions().setSendTimeout(ANSWER_MILLIS))
                .onComplete(answer -> told(answer.body()), absent -> {
                    counters.senderAbsent(stage);
                    vertx.setTimer(pause(), timer -> retry());
                });
    }

    private void retry() {
        asking = false;
        if (!stopped) {
            ask();
        }
    }

    private static long pause() {
        return RETRY_MILLIS + ThreadLocalRandom.current().nextLong(RETRY_MILLIS);
    }
}
