package dev.bourse.shared.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls of the cluster that may be made twice. */
class RepeatedTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void close() {
        TestNode.await(vertx.close());
    }

    @Test
    void aCallOfWhichNobodyKnowsWhetherItWasDoneIsMadeAgain() {
        Future<String> answer = Repeated.call(
                vertx,
                vertx.getOrCreateContext(),
                () -> calls.incrementAndGet() < 3
                        ? CompletableFuture.failedFuture(new IndeterminateOperationStateException("no backup"))
                        : CompletableFuture.completedFuture("done"));

        assertThat(TestNode.await(answer)).isEqualTo("done");
        assertThat(calls).hasValue(3);
    }

    @Test
    void aCallThatCannotBeMadeFailsItsFutureAndNotItsCaller() {
        Future<String> answer = Repeated.call(vertx, vertx.getOrCreateContext(), () -> {
            calls.incrementAndGet();
            throw new HazelcastInstanceNotActiveException("ended");
        });

        assertThat(Assertions.catchThrowable(() -> TestNode.await(answer)))
                .isInstanceOf(HazelcastInstanceNotActiveException.class);
        assertThat(calls).hasValue(1);
    }
}
