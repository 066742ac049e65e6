package dev.bourse.shared.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.shared.flow.ObserverWindow;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.message.TickBatchBuilder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** B6, D3: those who only look on cost a bounded number of rows, and never slow the owner or one another. */
class ObserversTest {
    private static final long PATIENCE_SECONDS = 30;
    private static final long EPOCH = 7;
    private static final int ROWS = 10;
    private static final long MANY = 20_000;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final AtomicLong nanos = new AtomicLong(1);
    private final Counts counts = new Counts();
    private final BlockingQueue<Message<TickBatch>> frozen = new LinkedBlockingQueue<>();
    private boolean ready = true;
    private Observers<TickBatch> owner;
    private long newest;

    /** What was counted. */
    private static final class Counts implements FlowCounters {
        private final AtomicLong withheld = new AtomicLong();
        private final AtomicLong madeUp = new AtomicLong();
        private final AtomicLong forgotten = new AtomicLong();
        private final AtomicLong rows = new AtomicLong();
        private final AtomicLong stale = new AtomicLong();

        @Override
        public void withheld(Stage stage) {
            withheld.incrementAndGet();
        }

        @Override
        public void madeUp(Stage stage) {
            madeUp.incrementAndGet();
        }

        @Override
        public void observerForgotten(Stage stage) {
            forgotten.incrementAndGet();
        }

        @Override
        public void observerRows(Stage stage, int more) {
            rows.addAndGet(more);
        }

        @Override
        public void duplicate(Stage stage) {}

        @Override
        public void staleEpoch(Stage stage) {
            stale.incrementAndGet();
        }

        @Override
        public void gap(Stage stage) {}

        @Override
        public void lost(Stage stage, long batches) {}

        @Override
        public void senderAbsent(Stage stage) {}
    }

    @BeforeEach
    void start() {
        BatchMessageCodec.register(vertx.eventBus());
        owner = owner(EPOCH, 0);
        await(on(() -> vertx.eventBus()
                .<JsonObject>consumer(Stage.TICKS.query(0), message -> owner.takes(message))
                .completion()));
        await(vertx.eventBus().<TickBatch>consumer("frozen", frozen::add).completion());
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void aFrozenObserverHasItsWindowOnTheWayHoweverMuchIsPublishedAndThenOneBatchForAllThatItMissed() throws Exception {
        assertThat(observe())
                .isEqualTo(new JsonObject().put("epoch", EPOCH).put("sent", 0L).put("last", 0L));
        publish(MANY);

        int window = ObserverWindow.MOST_BATCHES;
        assertThat(sequences(window)).containsExactlyElementsOf(upTo(window));
        assertThat(List.of(counts.rows.get(), counts.withheld.get(), (long) frozen.size()))
                .containsExactly((long) window * ROWS, MANY - window, 0L);

        say("observed", window);
        Message<TickBatch> instead = next();
        assertThat(instead.body()).isEqualTo(batch(EPOCH, MANY, ROWS));
        assertThat(instead.headers().get("since")).isEqualTo(String.valueOf(window));
        assertThat(List.of(counts.rows.get(), counts.madeUp.get())).containsExactly((long) ROWS, 1L);

        publish(1);
        assertThat(next().body().header().sequence()).isEqualTo(MANY + 1);
        assertThat(counts.withheld).hasValue(MANY - window);
    }

    @Test
    void rowsBoundTheWindowToo() throws Exception {
        observe();
        on(() -> {
            for (int sent = 0; sent < 3; sent++) {
                owner.sent(batch(EPOCH, ++newest, 500));
            }
            return newest;
        });
        assertThat(sequences(3)).containsExactly(1L, 2L, 3L);
        publish(1);
        assertThat(List.of(counts.rows.get(), counts.withheld.get())).containsExactly(1_500L, 1L);
    }

    @Test
    void aBatchWithVeryManyRowsIsConflatedEvenForAnObserverThatHasRoom() throws Exception {
        observe();
        on(() -> {
            owner.sent(batch(EPOCH, ++newest, 5_000));
            return newest;
        });
        Message<TickBatch> instead = next();
        assertThat(instead.body()).isEqualTo(batch(EPOCH, 1, ROWS));
        assertThat(instead.headers().get("since")).isEqualTo("0");
    }

    @Test
    void whoOwesAnAnswerForLongIsForgottenAndComesAgainByAsking() throws Exception {
        observe();
        publish(1);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(Observers.SILENT_MILLIS));
        publish(1);
        assertThat(sequences(1)).containsExactly(1L);
        assertThat(List.of(counts.forgotten.get(), counts.rows.get(), (long) frozen.size()))
                .containsExactly(1L, 0L, 0L);

        assertThat(observe())
                .isEqualTo(new JsonObject().put("epoch", EPOCH).put("sent", 2L).put("last", 2L));
        publish(1);
        assertThat(sequences(1)).containsExactly(3L);
    }

    @Test
    void whoAsksAgainHasNoSecondWindow() {
        observe();
        publish(MANY);
        for (int again = 0; again < 5; again++) {
            assertThat(observe().getLong("sent")).isEqualTo(ObserverWindow.MOST_BATCHES);
        }
        assertThat(counts.rows).hasValue((long) ObserverWindow.MOST_BATCHES * ROWS);
        assertThat(frozen).hasSizeLessThanOrEqualTo(ObserverWindow.MOST_BATCHES);
    }

    @Test
    void anObserverThatAnswersGetsEveryBatchBesideAFrozenOne() throws Exception {
        observe();
        BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
        Observation<TickBatch> observation = observation(seen);
        for (int round = 0; round < 40; round++) {
            publish(4);
            for (int i = 0; i < 4; i++) {
                assertThat(seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(round * 4L + i + 1);
            }
        }
        assertThat(frozen).hasSize(ObserverWindow.MOST_BATCHES);
        await(on(observation::close));
        publish(1);
        assertThat(seen).isEmpty();
    }

    @Test
    void anObserverGoesOverToAnotherOwnerAndDropsWhatTheFormerOneSends() throws Exception {
        BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
        observation(seen);
        publish(2);
        assertThat(List.of(take(seen), take(seen))).containsExactly(1L, 2L);
        Observers<TickBatch> former = owner;
        on(() -> {
            owner = owner(EPOCH + 1, 2);
            owner.announce();
            return owner;
        });
        // Sent until the successor's window says that the observer has come.
        for (long sequence = 3; counts.rows.get() < 3 * ROWS || seen.isEmpty(); sequence++) {
            publishAs(former, EPOCH, sequence);
            publishAs(owner, EPOCH + 1, sequence);
        }
        long before = counts.stale.get();
        publishAs(former, EPOCH, 1_000_000);
        publishAs(owner, EPOCH + 1, 1_000_001);
        long heard = take(seen);
        while (heard < 1_000_001) {
            heard = take(seen);
            assertThat(heard).isNotEqualTo(1_000_000);
        }
        assertThat(counts.stale.get()).isGreaterThan(before);
    }

    @Test
    void nobodyIsTakenBeforeTheOwnerIsReadyAndNotMoreThanThereMayBe() {
        ready = false;
        assertThatThrownBy(this::observe).isInstanceOf(ReplyException.class).hasMessageContaining("taken over");
        ready = true;
        for (int number = 0; number < Observers.MOST; number++) {
            ask("observer-" + number);
        }
        assertThatThrownBy(this::observe)
                .isInstanceOf(ReplyException.class)
                .hasMessage("256 processes observe partition 0 already");
        say("leave", 0, "observer-17");
        assertThat(observe().getLong("epoch")).isEqualTo(EPOCH);
    }

    @Test
    void aPublishersObserverThatWasTooSlowGetsTheNewestBatchAndFindsTheOthersInTheLog() throws Exception {
        BlockingQueue<Message<SignalBatch>> signals = new LinkedBlockingQueue<>();
        BatchPublisher<SignalBatch> publisher =
                on(() -> new BatchPublisher<>(vertx.eventBus(), Stage.SIGNALS, 0, EPOCH, 4, nanos::get, counts));
        await(on(() -> vertx.eventBus()
                .<JsonObject>consumer(
                        Stage.SIGNALS.query(0), message -> publisher.observers().takes(message))
                .completion()));
        await(vertx.eventBus().<SignalBatch>consumer("signals", signals::add).completion());
        JsonObject word =
                new JsonObject().put("op", "observe").put("observer", "signals").put("sequence", 4);
        await(vertx.eventBus().request(Stage.SIGNALS.query(0), word));
        int more = ObserverWindow.MOST_BATCHES + 9;
        on(() -> {
            for (int i = 0; i < more; i++) {
                publisher.publish(publisher.number(0, 0, header -> new SignalBatch(header, List.of())));
            }
            return more;
        });
        for (long sequence = 5; sequence < 5 + ObserverWindow.MOST_BATCHES; sequence++) {
            assertThat(take(signals).body().header().sequence()).isEqualTo(sequence);
        }
        vertx.eventBus()
                .send(Stage.SIGNALS.query(0), word.copy().put("op", "observed").put("sequence", 10));
        assertThat(take(signals).body().header().sequence()).isEqualTo(4 + more);
        assertThat(counts.withheld).hasValue(9);
    }

    private Observers<TickBatch> owner(long epoch, long last) {
        return new Observers<>(
                vertx.eventBus(),
                Stage.TICKS,
                0,
                epoch,
                last,
                nanos::get,
                counts,
                () -> ready,
                since -> batch(epoch, newest, ROWS));
    }

    private Observation<TickBatch> observation(BlockingQueue<Long> seen) {
        Promise<Void> answered = Promise.promise();
        Observation<TickBatch> observation =
                on(() -> new Observation<TickBatch>(vertx, Stage.TICKS, 0, counts, new Observation.Listener<>() {
                    @Override
                    public void batch(TickBatch batch, long since) {
                        seen.add(batch.header().sequence());
                    }

                    @Override
                    public void answered(long ownersEpoch, long sent, long last) {
                        answered.tryComplete();
                    }
                }));
        await(answered.future());
        return observation;
    }

    private JsonObject observe() {
        return ask("frozen");
    }

    private JsonObject ask(String observer) {
        JsonObject word =
                new JsonObject().put("op", "observe").put("observer", observer).put("sequence", 0);
        return await(vertx.eventBus().<JsonObject>request(Stage.TICKS.query(0), word))
                .body();
    }

    private void say(String op, long sequence) {
        say(op, sequence, "frozen");
    }

    private void say(String op, long sequence, String observer) {
        vertx.eventBus()
                .send(
                        Stage.TICKS.query(0),
                        new JsonObject().put("op", op).put("observer", observer).put("sequence", sequence));
    }

    private void publish(long batches) {
        on(() -> {
            for (long i = 0; i < batches; i++) {
                owner.sent(batch(EPOCH, ++newest, ROWS));
            }
            return newest;
        });
    }

    private void publishAs(Observers<TickBatch> of, long epoch, long sequence) {
        on(() -> {
            of.sent(batch(epoch, sequence, ROWS));
            return of;
        });
    }

    private static TickBatch batch(long epoch, long sequence, int rows) {
        TickBatchBuilder ticks = new TickBatchBuilder(rows);
        for (int row = 1; row <= rows; row++) {
            ticks.add(7, row, 0, 100, 1, 0);
        }
        return ticks.build(new BatchHeader(0, epoch, sequence, 0, 0, 0));
    }

    private Message<TickBatch> next() throws InterruptedException {
        return take(frozen);
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(taken).isNotNull();
        return taken;
    }

    private List<Long> sequences(int count) throws InterruptedException {
        List<Long> sequences = new ArrayList<>();
        while (sequences.size() < count) {
            sequences.add(next().body().header().sequence());
        }
        return sequences;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private <T> T on(Supplier<T> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(ignored -> promise.complete(action.get()));
        return await(promise.future());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
