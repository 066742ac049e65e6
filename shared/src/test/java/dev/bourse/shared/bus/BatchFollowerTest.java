package dev.bourse.shared.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.SignalBatch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A7, D2: who follows a stream that has a log gets each batch once and in order, live or from the log. */
class BatchFollowerTest {
    private static final long PATIENCE_SECONDS = 30;
    private static final int SLICE = 3;
    private static final long EPOCH = 7;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final BlockingQueue<SignalBatch> received = new LinkedBlockingQueue<>();
    private final AtomicLong lost = new AtomicLong();
    private final Promise<Void> observed = Promise.promise();
    /** The addresses of those who observe. */
    private final Set<String> observers = ConcurrentHashMap.newKeySet();

    /** The log, on the context. */
    private final List<SignalBatch> log = new ArrayList<>();

    private final Observers<SignalBatch> owner = new Observers<>(
            vertx.eventBus(),
            Stage.SIGNALS,
            0,
            EPOCH,
            0,
            System::nanoTime,
            FlowCounters.NONE,
            () -> true,
            since -> batch(this.newest));
    private long first = 1;
    private long newest;

    @BeforeEach
    void register() {
        BatchMessageCodec.register(vertx.eventBus());
        await(on(() -> vertx.eventBus()
                .<JsonObject>consumer(Stage.SIGNALS.query(0), question -> {
                    owner.takes(question);
                    if ("observe".equals(question.body().getString("op"))) {
                        observers.add(question.body().getString("observer"));
                        observed.tryComplete();
                    }
                })
                .completion()));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void aFollowerThatComesLateGetsAllThatTheLogHasAndThenWhatComesLive() throws Exception {
        append(1, 10);
        forget(4);
        follow();
        assertThat(sequences(6)).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
        append(11, 11);
        publish(11);
        assertThat(sequences(1)).containsExactly(11L);
        assertThat(lost).hasValue(0);
    }

    @Test
    void whatWasNotPublishedIsReadWhenTheNextOneComesAndARepeatIsDropped() throws Exception {
        follow();
        append(1, 2);
        publish(1);
        publish(2);
        append(3, 9);
        publish(9);
        again(9);
        again(8);
        append(10, 10);
        publish(10);
        assertThat(sequences(10))
                .isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
    }

    @Test
    void whatThePredecessorDidNotPublishIsReadWhenTheSuccessorAnnouncesItself() throws Exception {
        append(1, 1);
        follow();
        assertThat(sequences(1)).containsExactly(1L);
        append(2, 3);
        vertx.eventBus().publish(Stage.SIGNALS.sender(0), new JsonObject().put("epoch", 8));
        assertThat(sequences(2)).containsExactly(2L, 3L);
    }

    @Test
    void whatTheLogForgotBeforeItWasReadIsCountedAsLost() throws Exception {
        append(1, 2);
        follow();
        assertThat(sequences(2)).containsExactly(1L, 2L);
        append(3, 9);
        forget(6);
        publish(9);
        assertThat(sequences(3)).containsExactly(7L, 8L, 9L);
        assertThat(lost).hasValue(4);
    }

    @Test
    void aReceiverWithALogReadsTheNextSliceWhenTheLastOneIsAcknowledged() throws Exception {
        append(1, 10);
        List<BatchReceiver<SignalBatch>> self = new ArrayList<>();
        on(() -> self.add(new BatchReceiver<>(
                vertx, Stage.SIGNALS, 0, new InboundSequence(0, 2), this::read, new Lost(), received::add)));
        assertThat(sequences(SLICE)).containsExactly(3L, 4L, 5L);
        assertThat(on(() -> self.getFirst().caughtUp())).isFalse();
        on(() -> acknowledge(self.getFirst(), 5));
        assertThat(sequences(SLICE)).containsExactly(6L, 7L, 8L);
        on(() -> acknowledge(self.getFirst(), 7));
        assertThat(received).isEmpty();
        on(() -> acknowledge(self.getFirst(), 8));
        assertThat(sequences(2)).containsExactly(9L, 10L);
        assertThat(on(() -> self.getFirst().lag())).isEqualTo(2);
        Promise<Void> done = Promise.promise();
        on(() -> {
            self.getFirst().caughtUpHandler(done::tryComplete);
            return acknowledge(self.getFirst(), 10);
        });
        await(done.future());
        assertThat(on(() -> self.getFirst().caughtUp())).isTrue();
    }

    private static boolean acknowledge(BatchReceiver<SignalBatch> receiver, long sequence) {
        receiver.acknowledge(batch(sequence));
        return true;
    }

    private void follow() {
        BatchFollower<SignalBatch> follower =
                on(() -> new BatchFollower<>(vertx, Stage.SIGNALS, 0, this::read, new Lost(), received::add));
        await(follower.registered());
        await(observed.future());
    }

    private Future<BatchSource.Slice<SignalBatch>> read(long after) {
        List<SignalBatch> slice = log.stream()
                .filter(batch -> batch.header().sequence() > after)
                .limit(SLICE)
                .toList();
        long last = log.isEmpty() ? 0 : log.getLast().header().sequence();
        return Future.succeededFuture(new BatchSource.Slice<>(first, last, slice));
    }

    private void append(long from, long to) {
        on(() -> log.addAll(LongStream.rangeClosed(from, to)
                .mapToObj(BatchFollowerTest::batch)
                .toList()));
    }

    private void forget(long upTo) {
        on(() -> {
            first = upTo + 1;
            return log.removeIf(batch -> batch.header().sequence() <= upTo);
        });
    }

    private void publish(long sequence) {
        on(() -> {
            newest = sequence;
            owner.sent(batch(sequence));
            return sequence;
        });
    }

    /** As another owner that does not know that it was succeeded, or as the bus may. */
    private void again(long sequence) {
        observers.forEach(observer -> vertx.eventBus().send(observer, batch(sequence)));
    }

    private static SignalBatch batch(long sequence) {
        return new SignalBatch(new BatchHeader(0, EPOCH, sequence, 0, 0, 0), List.of());
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

    private final class Lost implements FlowCounters {
        @Override
        public void duplicate(Stage stage) {}

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
