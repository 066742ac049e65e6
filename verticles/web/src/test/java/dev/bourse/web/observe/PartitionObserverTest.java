package dev.bourse.web.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.bus.BatchMessageCodec;
import dev.bourse.shared.bus.Observers;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.PrometheusTelemetry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an observer of the newest hears, and what it counts. */
class PartitionObserverTest {
    private static final long PATIENCE_SECONDS = 30;
    private static final long EPOCH = 7;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final PrometheusTelemetry telemetry = new PrometheusTelemetry();
    private final Counter gaps = telemetry.counter("batches.gaps", "", "stage", Stage.SIGNALS.word());
    private final Counter duplicates = telemetry.counter("batches.duplicate", "", "stage", Stage.SIGNALS.word());
    private final BlockingQueue<SignalBatch> live = new LinkedBlockingQueue<>();
    private final BlockingQueue<SignalBatch> latest = new LinkedBlockingQueue<>();
    private final Observers<SignalBatch> owner = new Observers<>(
            vertx.eventBus(),
            Stage.SIGNALS,
            0,
            EPOCH,
            999,
            () -> 0,
            telemetry.flow(),
            () -> true,
            since -> batch(2_000));
    private volatile String address = "";

    @BeforeEach
    void start() throws Exception {
        BatchMessageCodec.register(vertx.eventBus());
        Promise<Void> started = Promise.promise();
        context.runOnContext(now -> {
            vertx.eventBus().consumer(Stage.SIGNALS.query(0), this::asked);
            new PartitionObserver<SignalBatch>(
                            vertx, Stage.SIGNALS, 0, new JsonObject(), telemetry.flow(), live::add, latest::add)
                    .start()
                    .onComplete(started);
        });
        await(started.future());
        assertThat(next(latest)).isEqualTo(batch(999));
    }

    @AfterEach
    void close() {
        await(vertx.close());
        telemetry.close();
    }

    @Test
    void whoComesInTheMiddleOfAStreamHasMissedNothing() throws Exception {
        context.runOnContext(now -> owner.sent(batch(1_000)));
        assertThat(next(live)).isEqualTo(batch(1_000));
        assertThat(List.of(gaps.count(), duplicates.count())).containsExactly(0L, 0L);
    }

    @Test
    void aBatchThatIsMissingIsCountedAndTheNewestAskedFor() throws Exception {
        vertx.eventBus().send(address, batch(1_005));
        assertThat(next(live)).isEqualTo(batch(1_005));
        assertThat(next(latest)).isEqualTo(batch(999));
        assertThat(gaps.count()).isEqualTo(1);
    }

    @Test
    void whatWasTooMuchComesInOneBatchAndIsNoGap() throws Exception {
        context.runOnContext(now -> {
            for (long sequence = 1_000; sequence <= 2_000; sequence++) {
                owner.sent(batch(sequence));
            }
        });
        SignalBatch heard = next(live);
        while (heard.header().sequence() < 2_000) {
            heard = next(live);
        }
        assertThat(gaps.count()).isZero();
        assertThat(telemetry
                        .counter("observers.withheld", "", "stage", "signals")
                        .count())
                .isPositive();
        assertThat(telemetry
                        .counter("observers.made.up", "", "stage", "signals")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aRepeatIsDroppedAndCounted() throws Exception {
        vertx.eventBus().send(address, batch(999));
        context.runOnContext(now -> owner.sent(batch(1_000)));
        assertThat(next(live)).isEqualTo(batch(1_000));
        assertThat(duplicates.count()).isEqualTo(1);
    }

    private void asked(Message<JsonObject> question) {
        if (owner.takes(question)) {
            address = question.body().getString("observer");
        } else {
            question.reply(batch(999));
        }
    }

    private static SignalBatch next(BlockingQueue<SignalBatch> queue) throws InterruptedException {
        SignalBatch heard = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(heard).isNotNull();
        return heard;
    }

    private static SignalBatch batch(long sequence) {
        return new SignalBatch(new BatchHeader(0, EPOCH, sequence, 0, 0, 0), List.of());
    }

    private static void await(Future<?> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
