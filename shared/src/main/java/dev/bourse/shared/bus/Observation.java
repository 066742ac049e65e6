package dev.bourse.shared.bus;

import dev.bourse.shared.message.Batch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One observer's side of {@link Observers}: asks the owner of a partition for its batches, tells it what it has dealt
 * with, and asks again when there is another owner, when nothing is heard, and while nobody answers. All calls and
 * handlers run on the context that made it.
 */
public final class Observation<B extends Batch> {
    private static final long ANSWER_MILLIS = 2_000;
    private static final long RETRY_MILLIS = 500;
    private static final long BEAT_MILLIS = 2_000;
    /** The owner is told after so many batches or rows: some quarter of what it sends without being told. */
    private static final int BATCHES = 8;

    private static final int ROWS = 256;

    private final Vertx vertx;
    private final Stage stage;
    private final int partition;
    private final FlowCounters counters;
    private final Listener<B> listener;
    private final String address;
    private final MessageConsumer<B> consumer;
    private final MessageConsumer<JsonObject> owners;
    private final long beat;
    private boolean asking;
    private boolean askAgain;
    /** The timer that ends the pause after a question that nobody answered, -1 where there is none. */
    private long pause = -1;

    private boolean closed;
    private boolean heard;
    private long epoch;
    private long received;
    private int batches;
    private int rows;

    /** What an observer is told. */
    public interface Listener<B extends Batch> {
        /**
         * A batch.
         *
         * @param since the batch that was sent before it; where that is not the one before by number, this one stands
         *     for all between, or they are in the stage's log
         */
        void batch(B batch, long since);

        /**
         * The owner has answered: what it sends from now on follows.
         *
         * @param ownersEpoch its term
         * @param sent what it sent here last, which is here by now or never comes
         * @param last the newest batch that there is
         */
        void answered(long ownersEpoch, long sent, long last);

        /** There is another owner; it is asked, and what the former one left may be in the stage's log. */
        default void announced() {}
    }

    /** Starts to observe. */
    public Observation(Vertx vertx, Stage stage, int partition, FlowCounters counters, Listener<B> listener) {
        this.vertx = vertx;
        this.stage = stage;
        this.partition = partition;
        this.counters = counters;
        this.listener = listener;
        this.address = stage.address(partition) + ".to." + UUID.randomUUID();
        this.consumer = vertx.eventBus().consumer(address, this::received);
        this.owners = vertx.eventBus().consumer(stage.sender(partition), this::announced);
        this.beat =
                vertx.setPeriodic(BEAT_MILLIS + ThreadLocalRandom.current().nextLong(BEAT_MILLIS / 4), timer -> beat());
        registered().onSuccess(registered -> ask());
    }

    /** Completes once batches from anywhere in the cluster would come here. */
    public Future<Void> registered() {
        return Future.all(consumer.completion(), owners.completion()).mapEmpty();
    }

    /** Observes no more. */
    public Future<Void> close() {
        closed = true;
        vertx.cancelTimer(beat);
        vertx.cancelTimer(pause);
        vertx.eventBus().send(stage.query(partition), word(Observers.LEAVE));
        return Future.join(consumer.unregister(), owners.unregister()).mapEmpty();
    }

    private void received(Message<B> message) {
        B batch = message.body();
        long sequence = batch.header().sequence();
        if (closed) {
            return;
        }
        if (batch.header().epoch() < epoch) {
            counters.staleEpoch(stage);
            return;
        }
        heard = true;
        String since = message.headers().get(Observers.SINCE);
        listener.batch(batch, since == null ? sequence - 1 : Long.parseLong(since));
        received = sequence;
        batches++;
        rows += batch.size();
        if (batches >= BATCHES || rows >= ROWS) {
            vertx.eventBus().send(stage.query(partition), word(Observers.OBSERVED));
            told();
        }
    }

    /** An owner whose partition went back to a checkpoint announces itself again in the same term. */
    private void announced(Message<JsonObject> owner) {
        if (owner.body().getLong("epoch") < epoch) {
            return;
        }
        listener.announced();
        if (pause >= 0) {
            vertx.cancelTimer(pause);
            askAfterPause();
        } else {
            ask();
        }
    }

    /** An owner that has forgotten this observer sends nothing, and one that waits for an answer of it neither. */
    private void beat() {
        if (!heard || batches > 0) {
            ask();
        }
        heard = false;
    }

    private void ask() {
        if (closed) {
            return;
        }
        if (asking) {
            askAgain = true;
            return;
        }
        asking = true;
        askAgain = false;
        vertx.eventBus()
                .<JsonObject>request(
                        stage.query(partition),
                        word(Observers.OBSERVE),
                        new DeliveryOptions().setSendTimeout(ANSWER_MILLIS))
                .onComplete(answer -> answered(answer.body()), absent -> {
                    counters.senderAbsent(stage);
                    pause();
                });
        told();
    }

    private void pause() {
        pause = vertx.setTimer(
                RETRY_MILLIS + ThreadLocalRandom.current().nextLong(RETRY_MILLIS), timer -> askAfterPause());
    }

    private void askAfterPause() {
        pause = -1;
        asking = false;
        ask();
    }

    private void answered(JsonObject owner) {
        long ownersEpoch = owner.getLong("epoch");
        if (closed) {
            return;
        }
        if (ownersEpoch < epoch) {
            counters.staleEpoch(stage);
            pause();
            return;
        }
        asking = false;
        heard = true;
        epoch = ownersEpoch;
        long sent = owner.getLong("sent");
        boolean missed = sent != received;
        received = sent;
        listener.answered(epoch, sent, owner.getLong("last"));
        if (missed) {
            // What is on its way no more must not count as if it were.
            vertx.eventBus().send(stage.query(partition), word(Observers.OBSERVED));
        }
        if (askAgain) {
            ask();
        }
    }

    private void told() {
        batches = 0;
        rows = 0;
    }

    private JsonObject word(String op) {
        return new JsonObject().put("op", op).put("observer", address).put("sequence", received);
    }
}
