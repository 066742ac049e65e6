package dev.bourse.gateway.desk;

import dev.bourse.gateway.access.Call;
import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.Map;

/** The handler of each call. Makes sure before anything else that the caller may make it. */
public final class Calls {
    private final Map<Call, Handler> handlers = new EnumMap<>(Call.class);

    /** Answers a call; refuses by failing, or by throwing a {@link dev.bourse.gateway.problem.Refusal}. */
    @FunctionalInterface
    public interface Handler {
        /** Called on the gateway's context. */
        Future<Reply> answer(Request request);
    }

    /** Says who answers a call. */
    public Calls put(Call call, Handler handler) {
        if (handlers.put(call, handler) != null) {
            throw new IllegalStateException(call + " has two handlers");
        }
        return this;
    }

    /** Whether anybody answers that call. */
    public boolean has(Call call) {
        return handlers.containsKey(call);
    }

    /** Answers a call, if its caller may make it. */
    public Future<Reply> answer(Call call, Request request) {
        try {
            call.check(request.who());
            Handler handler = handlers.get(call);
            if (handler == null) {
                throw new IllegalStateException(call + " has no handler");
            }
            return handler.answer(request);
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }
}
