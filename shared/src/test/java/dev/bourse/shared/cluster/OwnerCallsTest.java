package dev.bourse.shared.cluster;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an owner of partitions hears, and when. */
class OwnerCallsTest {
    private static final int PARTITION = 3;
    private static final int OTHER = 4;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Promise<Void> drained = Promise.promise();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger overdue = new AtomicInteger();
    private final PartitionOwner owner = new PartitionOwner() {
        @Override
        public Future<Void> acquire(int partition, long epoch) {
            heard.add("acquire " + partition + " in " + epoch);
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> release(int partition) {
            heard.add("release " + partition);
            return drained.future();
        }
    };
    private final OwnerCalls calls =
            new OwnerCalls(vertx, context, "data", owner, Duration.ofMillis(1), overdue::incrementAndGet);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    /** Its end would undo what the next ownership has begun. */
    @Test
    void aPartitionIsNotTakenAgainBeforeItsLastReleaseHasEndedHoweverLateThatIs() {
        await(onContext(() -> calls.release(PARTITION)));
        Future<Void> again = onContext(() -> calls.acquire(PARTITION, 7));
        await(onContext(() -> calls.acquire(OTHER, 8)));

        assertThat(overdue).hasValue(1);
        assertThat(heard).containsExactly("release 3", "acquire 4 in 8");
        drained.complete();
        await(again);
        assertThat(heard).containsExactly("release 3", "acquire 4 in 8", "acquire 3 in 7");
    }

    @Test
    void aReleaseThatFailsHasEnded() {
        drained.fail("no answer");

        await(onContext(() -> calls.release(PARTITION)));
        await(onContext(() -> calls.acquire(PARTITION, 7)));

        assertThat(heard).containsExactly("release 3", "acquire 3 in 7");
    }

    private Future<Void> onContext(Supplier<Future<Void>> call) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(run -> call.get().onComplete(promise));
        return promise.future();
    }
}
