package dev.bourse.gateway.desk;

import dev.bourse.gateway.access.Call;
import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The handler of each call. Makes sure before anything else that the caller may make it. */
public final class Calls {
    private final Map<Call, Handler> handlers = new EnumMap<>(Call.class);
    private final Set<Call> independent = EnumSet.noneOf(Call.class);
    private final Desk desk;

    /** @param desk says whether what is known of the exchange is up to date */
    public Calls(Desk desk) {
        this.desk = desk;
    }

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

    /** Says who answers a call that has nothing to do with the exchange, so that it is answered without it. */
    public Calls putIndependent(Call call, Handler handler) {
        independent.add(call);
        return put(call, handler);
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
            if (!independent.contains(call)) {
                desk.requireCurrent();
            }
            return handler.answer(request);
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }
}
