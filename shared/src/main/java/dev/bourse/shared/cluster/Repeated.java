package dev.bourse.shared.cluster;

import com.hazelcast.core.IndeterminateOperationStateException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Calls of the cluster that may be made twice. Where a member dies or its data moves meanwhile, nobody knows whether a
 * change has its backup; then it is made again, a few times with pauses, before that is the caller's business.
 */
final class Repeated {
    private static final int TIMES = 4;
    private static final long PAUSE_MILLIS = 50;

    private Repeated() {}

    /** Calls, and calls again; answers on {@code context}. */
    static <T> Future<T> call(Vertx vertx, Context context, Supplier<CompletionStage<T>> call) {
        return call(vertx, context, call, TIMES);
    }

    /** Calls once. A call that cannot even be made, since the member has ended, has failed. */
    static <T> Future<T> once(Context context, Supplier<CompletionStage<T>> call) {
        try {
            return Future.fromCompletionStage(call.get(), context);
        } catch (RuntimeException notMade) {
            return Future.failedFuture(notMade);
        }
    }

    private static <T> Future<T> call(Vertx vertx, Context context, Supplier<CompletionStage<T>> call, int times) {
        return once(context, call)
                .recover(failure -> times > 1 && failure instanceof IndeterminateOperationStateException
                        ? vertx.timer(
                                        PAUSE_MILLIS
                                                + ThreadLocalRandom.current().nextLong(PAUSE_MILLIS),
                                        TimeUnit.MILLISECONDS)
                                .compose(later -> call(vertx, context, call, times - 1))
                        : Future.failedFuture(failure));
    }
}
