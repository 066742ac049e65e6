package dev.bourse.shared.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.partition.Partitions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** B6: ticks that are here before their instrument wait for it, and not for ever. */
class InstrumentGateTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Set<Integer> known = new HashSet<>();
    private final Promise<Void> opened = Promise.promise();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void aBatchWaitsUntilAllOfItsInstrumentsHaveCome() {
        InstrumentGate gate = gate(LONG);
        known.add(0);
        assertThat(passes(gate, 0, 64, 128)).isFalse();
        known.add(64);
        assertThat(passes(gate, 0, 64, 128)).isFalse();
        known.add(128);
        assertThat(passes(gate, 0, 64, 128)).isTrue();
        assertThat(passes(gate)).isTrue();
    }

    @Test
    void aRemovedInstrumentHoldsNothingUpWhetherItWasKnownOrNot() {
        InstrumentGate gate = gate(LONG);
        known.add(0);
        assertThat(passes(gate, 0, 64)).isFalse();
        known.remove(0);
        on(() -> {
            gate.removed(64);
            return true;
        });
        assertThat(passes(gate, 0, 64)).isTrue();
    }

    @Test
    void afterTheGraceNothingWaitsForThatInstrumentAnyMoreButForAnother() {
        InstrumentGate gate = gate(SHORT);
        assertThat(passes(gate, 64, 64)).isFalse();
        await(opened.future());
        assertThat(passes(gate, 64, 64)).isTrue();
        assertThat(passes(gate, 64, 128)).isFalse();
    }

    private InstrumentGate gate(Duration grace) {
        return on(() -> new InstrumentGate(vertx, Partitions.DEFAULT, grace, known::contains, opened::tryComplete));
    }

    private boolean passes(InstrumentGate gate, int... instruments) {
        return on(() -> gate.passes(instruments.length, i -> instruments[i]));
    }

    private <T> T on(Supplier<T> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(ignored -> promise.complete(action.get()));
        return await(promise.future());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
