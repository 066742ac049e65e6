package dev.bourse.web.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.bus.BatchMessageCodec;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.PrometheusTelemetry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an observer of the newest hears, and what it counts. */
class PartitionObserverTest {
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final PrometheusTelemetry telemetry = new PrometheusTelemetry();
    private final Counter gaps = telemetry.counter("batches.gaps", "", "stage", Stage.SIGNALS.word());
    private final BlockingQueue<SignalBatch> live = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        await(vertx.close());
        telemetry.close();
    }

    @Test
    void whoComesInTheMiddleOfAStreamHasMissedNothingAndAGapAfterwardsIsCounted() throws Exception {
        BatchMessageCodec.register(vertx.eventBus());
        PartitionObserver<SignalBatch> observer = new PartitionObserver<>(
                vertx, Stage.SIGNALS, 0, new JsonObject(), telemetry.flow(), live::add, answer -> {});
        Promise<Void> started = Promise.promise();
        vertx.runOnContext(now -> observer.start().onComplete(started));
        await(started.future());

        assertThat(published(1_000)).isEqualTo(batch(1_000));
        assertThat(gaps.count()).isZero();

        assertThat(published(1_005)).isEqualTo(batch(1_005));
        assertThat(gaps.count()).isEqualTo(1);
        await(observer.stop());
    }

    private SignalBatch published(long sequence) throws InterruptedException {
        vertx.eventBus().publish(Stage.SIGNALS.address(0), batch(sequence));
        SignalBatch heard = live.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(heard).as("batch %s", sequence).isNotNull();
        return heard;
    }

    private static SignalBatch batch(long sequence) {
        return new SignalBatch(new BatchHeader(0, 7, sequence, 0, 0, 0), List.of());
    }

    private static void await(Future<?> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
