package dev.bourse.shared.bus;

import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.message.Batch;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    /**
     * A knock may go to a process that has just died, of which the bus has not heard yet: it must not stand in the way
     * of the next one for long.
     */
    private static final long ANSWER_MILLIS = 1_000;

    private final Vertx vertx;
    private final Stage stage;
    private final int partition;
    private final Consumer<B> handler;
    private final FlowCounters counters;
    private final Progress progress;
    private final InboundSequence sequence;
    private final MessageConsumer<B> consumer;
    private final MessageConsumer<JsonObject> senders;
    private final Promise<Void> found = Promise.promise();
    private boolean heard;
    /** One knock at a time: each makes the sender send again what it holds. */
    private boolean knocking;

    /** Answers to knocks before this one come too late. */
    private long knocks;

    private boolean closed;
    private long announcedEpoch;
    private long attachedEpoch;
    private volatile long acknowledgedSequence;
    private volatile long newest;
    private volatile long gone;
    private final @Nullable CatchUp<B> catchUp;

    /**
     * Starts to receive after what {@code resume} says has been applied already; what is gone at the sender is lost.
     */
    public BatchReceiver(
            Vertx vertx,
            Stage stage,
            int partition,
            InboundSequence resume,
            FlowCounters counters,
            Consumer<B> handler) {
        this(vertx, stage, partition, resume, null, counters, handler);
    }

    /**
     * As the other, where all batches are in a log: it is read at the start and after each gap, until there is no more
     * and batches come live again. At most one slice of it waits to be acknowledged.
     *
     * @param log null where there is none
     */
    public BatchReceiver(
            Vertx vertx,
            Stage stage,
            int partition,
            InboundSequence resume,
            @Nullable BatchSource<B> log,
            FlowCounters counters,
            Consumer<B> handler) {
        this.vertx = vertx;
        this.stage = stage;
        this.partition = partition;
        this.handler = handler;
        this.counters = counters;
        this.progress = Progress.of(vertx);
        this.sequence = resume;
        this.acknowledgedSequence = resume.applied();
        this.catchUp = log == null ? null : new CatchUp<>(vertx, stage, partition, log, resume, counters, handler);
        this.consumer = vertx.eventBus().consumer(stage.address(partition), this::onBatch);
        this.senders = vertx.eventBus().consumer(stage.sender(partition), this::onSender);
        consumer.completion().onSuccess(registered -> {
            attach();
            if (catchUp != null) {
                catchUp.wanted();
            }
        });
    }

    /** Completes once batches from anywhere in the cluster reach this receiver. */
    public Future<Void> registered() {
        return consumer.completion();
    }

    /** Completes when a sender has answered for the first time. */
    public Future<Void> senderFound() {
        return found.future();
    }

    /** The batch and all before it have been dealt with: the sender may forget them. */
    public void acknowledge(B batch) {
        acknowledgedSequence = batch.header().sequence();
        progress.acknowledged(stage, partition, acknowledgedSequence);
        sendAcknowledgement();
        if (catchUp != null) {
            catchUp.dealtWith(acknowledgedSequence);
        }
    }

    /**
     * True once the log was read to its end, and at once where there is none; a gap makes it false again. Safe for all
     * threads.
     */
    public boolean caughtUp() {
        return catchUp == null || catchUp.done();
    }

    /** Called each time all has been dealt with that the log had; never where there is no log. */
    public void caughtUpHandler(Runnable handler) {
        if (catchUp != null) {
            catchUp.handler(handler);
        }
    }

    /** Batches that are known to be there and were not dealt with yet. Safe for all threads. */
    public long lag() {
        long known = catchUp == null ? newest : Math.max(newest, catchUp.newest());
        return Math.max(0, known - acknowledgedSequence);
    }

    /** Batches that nobody has any more, and without which it has gone on. Safe for all threads. */
    public long lost() {
        return catchUp == null ? gone : gone + catchUp.lost();
    }

    /** Receives no more. */
    public Future<Void> close() {
        closed = true;
        progress.forget(stage, partition);
        if (catchUp != null) {
            catchUp.close();
        }
        return Future.join(consumer.unregister(), senders.unregister()).mapEmpty();
    }

    /**
     * A sender announces itself for as long as it has no receiver: also one that has begun again under the same epoch,
     * though a late batch of the one before it looked like an answer. Where one announces itself during a knock, and
     * nobody answers that soon, whoever was asked is dead, and the announced one is asked instead.
     */
    private void onSender(Message<JsonObject> announcement) {
        long epoch = announcement.body().getLong("epoch");
        if (epoch < announcedEpoch || epoch < attachedEpoch) {
            return;
        }
        boolean further = epoch > announcedEpoch;
        announcedEpoch = epoch;
        heard = false;
        if (knocking && further) {
            long before = knocks;
            vertx.setTimer(KNOCK_MILLIS, late -> {
                if (knocking && knocks == before) {
                    knocking = false;
                    attach();
                }
            });
        }
        attach();
    }

    private void onBatch(Message<B> message) {
        B batch = message.body();
        newest = Math.max(newest, batch.header().sequence());
        switch (sequence.receive(batch.header().epoch(), batch.header().sequence())) {
            case APPLY -> {
                // The last batches of a former owner do not stand for an answer of its successor.
                heard = batch.header().epoch() >= announcedEpoch;
                if (catchUp != null) {
                    catchUp.live();
                }
                handler.accept(batch);
            }
            case DUPLICATE -> {
                counters.duplicate(stage);
                sendAcknowledgement();
            }
            case STALE_EPOCH -> counters.staleEpoch(stage);
            case GAP -> onGap(batch.header().sequence());
        }
    }

    private void onGap(long number) {
        if (catchUp != null) {
            if (catchUp.done()) {
                counters.gap(stage);
            }
            catchUp.wanted(number);
            return;
        }
        counters.gap(stage);
        if (heard) {
            heard = false;
            attach();
        }
    }

    private void attach() {
        if (closed || heard || knocking) {
            return;
        }
        knocking = true;
        long knock = ++knocks;
        long expectedEpoch = announcedEpoch;
        JsonObject question = new JsonObject()
                .put("type", "attach")
                .put("epoch", sequence.epoch())
                .put("sequence", sequence.applied());
        vertx.eventBus()
                .<JsonObject>request(
                        stage.control(partition), question, new DeliveryOptions().setSendTimeout(ANSWER_MILLIS))
                .onComplete(reply -> attached(knock, reply.body()), absent -> {
                    if (knock == knocks) {
                        knockAgain(expectedEpoch);
                    }
                });
    }

    /** The reply comes before the batches that the sender sends again, so that the first of them is expected. */
    private void attached(long knock, JsonObject sender) {
        if (closed || knock != knocks) {
            return;
        }
        knocking = false;
        found.tryComplete();
        attachedEpoch = sender.getLong("epoch");
        heard = attachedEpoch >= announcedEpoch;
        if (catchUp != null) {
            catchUp.wanted();
        } else {
            long lost = sequence.resumeAt(attachedEpoch, sender.getLong("first"));
            if (lost > 0) {
                long all = gone + lost;
                gone = all;
                counters.lost(stage, lost);
            }
        }
        if (acknowledgedSequence > 0) {
            // An earlier owner may have had it, or it was lost on its way.
            sendAcknowledgement();
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

    /** Under the newest owner's term: it sends again what its predecessor had sent, under the same numbers. */
    private void sendAcknowledgement() {
        vertx.eventBus()
                .send(
                        stage.control(partition),
                        new JsonObject()
                                .put("type", "acknowledge")
                                .put("epoch", Math.max(sequence.epoch(), attachedEpoch))
                                .put("sequence", acknowledgedSequence));
    }
}
