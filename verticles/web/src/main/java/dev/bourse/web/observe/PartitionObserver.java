package dev.bourse.web.observe;

import dev.bourse.shared.bus.FlowCounters;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.message.Batch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one partition of a stage of which only the newest counts. After a gap it asks the owner for that. Runs on
 * the context that started it.
 */
final class PartitionObserver<B extends Batch> {
    private static final long ANSWER_MILLIS = 2_000;
    private static final long RETRY_MILLIS = 500;

    private final Vertx vertx;
    private final Stage stage;
    private final int partition;
    private final JsonObject question;
    private final FlowCounters counters;
    private final Consumer<B> live;
    private final Consumer<B> answered;
    private InboundSequence sequence = new InboundSequence();
    private @Nullable MessageConsumer<B> consumer;
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
            Consumer<B> answered) {
        this.vertx = vertx;
        this.stage = stage;
        this.partition = partition;
        this.question = question;
        this.counters = counters;
        this.live = live;
        this.answered = answered;
    }

    /** Completes once batches from anywhere in the cluster come here; the first question goes out then. */
    Future<Void> start() {
        MessageConsumer<B> registering = vertx.eventBus().consumer(stage.address(partition), this::receive);
        consumer = registering;
        return registering.completion().onSuccess(registered -> ask());
    }

    Future<Void> stop() {
        stopped = true;
        return consumer == null ? Future.succeededFuture() : consumer.unregister();
    }

    /** True once the owner has answered. Safe for all threads. */
    boolean observed() {
        return observed;
    }

    private void receive(Message<B> message) {
        B batch = message.body();
        long epoch = batch.header().epoch();
        boolean first = sequence.epoch() == 0;
        switch (sequence.receive(epoch, batch.header().sequence())) {
            case APPLY -> live.accept(batch);
            case DUPLICATE -> counters.duplicate(stage);
            case STALE_EPOCH -> counters.staleEpoch(stage);
            case GAP -> {
                // What was before the first one nobody here has missed.
                if (!first) {
                    counters.gap(stage);
                }
                sequence = new InboundSequence(epoch, batch.header().sequence());
                live.accept(batch);
                ask();
            }
        }
    }

    private void answered(B answer) {
        answered.accept(answer);
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
                .onComplete(answer -> answered(answer.body()), absent -> {
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
