package dev.bourse.shared.cluster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a group's {@link PartitionOwner}, which may throw, fail or never answer. Used on its context, on which it also
 * answers.
 */
final class OwnerCalls {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerCalls.class);

    private final Vertx vertx;
    private final Context context;
    private final String group;
    private final PartitionOwner owner;
    private final Duration releaseTimeout;
    private final Runnable overdue;
    /** What the owner has not ended yet, though it may be overdue. */
    private final Map<Integer, Future<Void>> releasing = new HashMap<>();

    /** @param overdue hears of each release that took too long */
    OwnerCalls(
            Vertx vertx,
            Context context,
            String group,
            PartitionOwner owner,
            Duration releaseTimeout,
            Runnable overdue) {
        this.vertx = vertx;
        this.context = context;
        this.group = group;
        this.owner = owner;
        this.releaseTimeout = releaseTimeout;
        this.overdue = overdue;
    }

    /** Fails where the owner does. A release that is overdue comes to its end first. */
    Future<Void> acquire(int partition, long epoch) {
        return releasing
                .getOrDefault(partition, Future.succeededFuture())
                .transform(released -> guarded(() -> owner.acquire(partition, epoch)));
    }

    /**
     * Succeeds when the owner has released, has failed to or has taken too long: the next one must not wait for ever.
     */
    Future<Void> release(int partition) {
        Promise<Void> drained = Promise.promise();
        long timer = vertx.setTimer(releaseTimeout.toMillis(), late -> {
            if (drained.tryComplete()) {
                overdue.run();
                LOG.warn("{}: partition {} did not drain within {}", group, partition, releaseTimeout);
            }
        });
        Future<Void> released = guarded(() -> owner.release(partition));
        releasing.put(partition, released);
        released.onComplete(done -> {
            releasing.remove(partition, released);
            vertx.cancelTimer(timer);
            if (done.failed()) {
                LOG.warn("{}: partition {} failed to drain", group, partition, done.cause());
            }
            drained.tryComplete();
        });
        return drained.future();
    }

    private Future<Void> guarded(Supplier<Future<Void>> call) {
        Promise<Void> result = Promise.promise();
        try {
            call.get()
                    .onComplete(done -> context.runOnContext(now -> {
                        if (done.succeeded()) {
                            result.complete();
                        } else {
                            result.fail(done.cause());
                        }
                    }));
        } catch (RuntimeException thrown) {
            result.fail(thrown);
        }
        return result.future();
    }
}
