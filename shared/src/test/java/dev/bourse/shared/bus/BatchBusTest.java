package dev.bourse.shared.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.SignalBatch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** B6: sender and receiver of batches on a real event bus. */
class BatchBusTest {
    private static final long EPOCH = 1_000;
    private static final int WINDOW = 4;
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final BlockingQueue<SignalBatch> received = new LinkedBlockingQueue<>();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();

    @BeforeEach
    void register() {
        BatchMessageCodec.register(vertx.eventBus());
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void nothingIsSentBeforeAReceiverIsThereAndNotMoreThanTheWindowAfterwards() throws Exception {
        BatchSender<SignalBatch> sender = sender();
        await(sender.registered());
        assertThat(on(sender::ready)).isFalse();
        Promise<Void> attached = Promise.promise();
        on(() -> {
            sender.drainHandler(attached::tryComplete);
            return true;
        });
        BatchReceiver<SignalBatch> receiver = receiver();
        await(attached.future());

        int sent = on(() -> {
            int count = 0;
            for (; sender.ready(); count++) {
                sender.send(0, 0, header -> new SignalBatch(header, List.of()));
            }
            return count;
        });
        assertThat(sent).isEqualTo(WINDOW);
        assertThat(sequences(WINDOW)).containsExactly(1L, 2L, 3L, 4L);

        Promise<Void> drained = Promise.promise();
        on(() -> {
            sender.drainHandler(drained::tryComplete);
            receiver.acknowledge(batch(2));
            return true;
        });
        await(drained.future());
        assertThat(on(sender::inFlight)).isEqualTo(2);
    }

    @Test
    void aReceiverThatComesLaterGetsWhatIsHeldAndCountsWhatIsGone() throws Exception {
        BatchSender<SignalBatch> sender = sender();
        Promise<Void> attached = Promise.promise();
        on(() -> {
            sender.drainHandler(attached::tryComplete);
            return true;
        });
        BatchReceiver<SignalBatch> first = receiver();
        await(attached.future());
        Promise<Void> drained = Promise.promise();
        on(() -> {
            for (int i = 0; i < 3; i++) {
                sender.send(0, 0, header -> new SignalBatch(header, List.of()));
            }
            return true;
        });
        assertThat(sequences(3)).containsExactly(1L, 2L, 3L);
        on(() -> {
            sender.drainHandler(drained::tryComplete);
            first.acknowledge(batch(2));
            return true;
        });
        await(drained.future());
        await(first.close());

        receiver();
        assertThat(sequences(1)).containsExactly(3L);
        assertThat(lost).hasValue(2);
    }

    /** With a full window nothing would come after them: both would wait for each other for good. */
    @Test
    void lostAcknowledgementsAndALostBatchHoldNothingUpForLong() throws Exception {
        int count = 3 * WINDOW;
        AtomicLong swallowed = new AtomicLong();
        vertx.eventBus().addOutboundInterceptor(message -> {
            boolean acknowledgement =
                    message.body() instanceof JsonObject body && "acknowledge".equals(body.getString("type"));
            boolean last = message.body() instanceof SignalBatch batch
                    && batch.header().sequence() == count;
            if ((acknowledgement && swallowed.get() < WINDOW) || (last && swallowed.get() == WINDOW)) {
                swallowed.incrementAndGet();
            } else {
                message.next();
            }
        });
        on(() -> {
            acknowledging();
            BatchSender<SignalBatch> sender = new BatchSender<>(vertx, Stage.SIGNALS, 0, EPOCH, 0, WINDOW, () -> 42);
            sender.drainHandler(() -> {
                while (sender.ready() && sender.last(0).sequence() < count) {
                    sender.send(0, 0, header -> new SignalBatch(header, List.of()));
                }
            });
            return sender;
        });

        assertThat(sequences(count))
                .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
        assertThat(swallowed).hasValue(WINDOW + 1);
        assertThat(lost).hasValue(0);
    }

    /** In a cluster the announcement may arrive while the receiver's own knock is on its way, or after its answer. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverStartsFirstNoBatchComesTwice(boolean senderFirst) throws Exception {
        int count = 200;
        on(() -> {
            if (!senderFirst) {
                acknowledging();
            }
            BatchSender<SignalBatch> sender = new BatchSender<>(vertx, Stage.SIGNALS, 0, EPOCH, 0, WINDOW, () -> 42);
            sender.drainHandler(() -> {
                while (sender.ready() && sender.last(0).sequence() < count) {
                    sender.send(0, 0, header -> new SignalBatch(header, List.of()));
                }
            });
            if (senderFirst) {
                acknowledging();
            }
            for (int late = 0; late < 3; late++) {
                vertx.eventBus().publish(Stage.SIGNALS.sender(0), new JsonObject().put("epoch", EPOCH));
            }
            return sender;
        });

        assertThat(sequences(count))
                .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
        assertThat(duplicates).hasValue(0);
    }

    @Test
    void aReceiverFollowsASenderThatTakesOverUnderAHigherEpoch() throws Exception {
        BatchReceiver<SignalBatch> receiver = receiver();
        await(receiver.registered());
        for (long epoch = EPOCH; epoch < EPOCH + 3; epoch++) {
            long term = epoch;
            long sent = epoch - EPOCH;
            Promise<Void> attached = Promise.promise();
            BatchSender<SignalBatch> sender = on(() -> {
                BatchSender<SignalBatch> next =
                        new BatchSender<>(vertx, Stage.SIGNALS, 0, term, sent, WINDOW, () -> 42);
                next.drainHandler(() -> {
                    if (attached.tryComplete()) {
                        next.send(0, 0, header -> new SignalBatch(header, List.of()));
                    }
                });
                return next;
            });
            assertThat(received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo(new SignalBatch(new BatchHeader(0, term, sent + 1, 0, 0, 42), List.of()));
            await(sender.close());
        }
        assertThat(duplicates).hasValue(0);
    }

    /** A late batch of the one before had told the receiver that there is a sender. */
    @Test
    void aReceiverAttachesToASenderThatBeginsAgainUnderTheSameEpoch() throws Exception {
        BatchSender<SignalBatch> before = sender();
        Promise<Void> attached = Promise.promise();
        on(() -> {
            before.drainHandler(attached::tryComplete);
            return true;
        });
        receiver();
        await(attached.future());
        on(() -> {
            before.send(0, 0, header -> new SignalBatch(header, List.of()));
            return before.send(0, 0, header -> new SignalBatch(header, List.of()));
        });
        assertThat(sequences(2)).containsExactly(1L, 2L);
        await(before.close());

        Promise<Void> attachedAgain = Promise.promise();
        on(() -> {
            BatchSender<SignalBatch> again = new BatchSender<>(vertx, Stage.SIGNALS, 0, EPOCH, 1, WINDOW, () -> 42);
            again.drainHandler(() -> {
                if (attachedAgain.tryComplete()) {
                    again.send(0, 0, header -> new SignalBatch(header, List.of()));
                    again.send(0, 0, header -> new SignalBatch(header, List.of()));
                }
            });
            return again;
        });

        await(attachedAgain.future());
        assertThat(sequences(1)).containsExactly(3L);
        assertThat(duplicates).hasValue(1);
    }

    /** So it is with a process that was killed: for a moment the bus still has its address. */
    @Test
    void aReceiverWhoseKnockGoesToADeadSenderIsAttachedToItsSuccessorAndIgnoresALateAnswer() throws Exception {
        Promise<Message<JsonObject>> knocked = Promise.promise();
        MessageConsumer<JsonObject> dead = vertx.eventBus().consumer(Stage.SIGNALS.control(0), knocked::tryComplete);
        await(dead.completion());
        BatchReceiver<SignalBatch> receiver = receiver();
        Message<JsonObject> unanswered = await(knocked.future());
        await(dead.unregister());

        BatchSender<SignalBatch> sender = sender();
        await(receiver.senderFound());
        on(() -> {
            unanswered.reply(new JsonObject().put("epoch", EPOCH - 1).put("first", 100));
            sender.send(0, 0, header -> new SignalBatch(header, List.of()));
            return true;
        });

        assertThat(sequences(1)).containsExactly(1L);
        assertThat(lost).hasValue(0);
    }

    @Test
    void aReceiverWhoseKnockIsNotAnsweredKnocksAgain() throws Exception {
        BlockingQueue<Message<JsonObject>> knocks = new LinkedBlockingQueue<>();
        await(vertx.eventBus()
                .<JsonObject>consumer(Stage.SIGNALS.control(0), knocks::add)
                .completion());
        receiver();

        // The bus alone would let the first one wait for half a minute.
        assertThat(knocks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
        assertThat(knocks.poll(PATIENCE_SECONDS / 2, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void aPublisherNumbersAndWaitsForNobody() throws Exception {
        BatchPublisher<SignalBatch> publisher =
                new BatchPublisher<>(vertx.eventBus(), Stage.SIGNALS, 0, EPOCH, 0, () -> 42, FlowCounters.NONE);
        await(vertx.eventBus()
                .<SignalBatch>consumer(Stage.SIGNALS.address(0), message -> received.add(message.body()))
                .completion());
        for (int i = 0; i < 3; i++) {
            publisher.publish(publisher.number(7, 8, header -> new SignalBatch(header, List.of())));
        }
        assertThat(sequences(3)).containsExactly(1L, 2L, 3L);
        assertThat(publisher.last(9)).isEqualTo(new BatchHeader(0, EPOCH, 3, 9, 0, 42));
    }

    private BatchSender<SignalBatch> sender() {
        return on(() -> new BatchSender<>(vertx, Stage.SIGNALS, 0, EPOCH, 0, WINDOW, () -> 42));
    }

    private BatchReceiver<SignalBatch> receiver() {
        return on(() ->
                new BatchReceiver<>(vertx, Stage.SIGNALS, 0, new InboundSequence(), new CountedLoss(), received::add));
    }

    private void acknowledging() {
        List<BatchReceiver<SignalBatch>> self = new ArrayList<>();
        self.add(new BatchReceiver<>(vertx, Stage.SIGNALS, 0, new InboundSequence(), new CountedLoss(), batch -> {
            received.add(batch);
            self.getFirst().acknowledge(batch);
        }));
    }

    private List<Long> sequences(int count) throws InterruptedException {
        List<Long> sequences = new ArrayList<>();
        while (sequences.size() < count) {
            SignalBatch batch = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(batch).as("after %s", sequences).isNotNull();
            sequences.add(batch.header().sequence());
        }
        return sequences;
    }

    private static SignalBatch batch(long sequence) {
        return new SignalBatch(new BatchHeader(0, EPOCH, sequence, 0, 0, 0), List.of());
    }

    private <T> T on(Supplier<T> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(ignored -> promise.complete(action.get()));
        return await(promise.future());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private final class CountedLoss implements FlowCounters {
        @Override
        public void duplicate(Stage stage) {
            duplicates.incrementAndGet();
        }

        @Override
        public void staleEpoch(Stage stage) {}

        @Override
        public void gap(Stage stage) {}

        @Override
        public void lost(Stage stage, long batches) {
            lost.addAndGet(batches);
        }

        @Override
        public void senderAbsent(Stage stage) {}
    }
}
