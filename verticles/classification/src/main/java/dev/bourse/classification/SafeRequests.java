package dev.bourse.classification;

import dev.bourse.shared.bus.Stage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The state stage asks to make safe what was made of its states up to some batch; it is answered when a checkpoint of
 * that batch or a later one is stored. Only the newest request waits, since it includes those before it. Used on the
 * partition's context.
 */
final class SafeRequests {
    private final MessageConsumer<JsonObject> consumer;
    private final Runnable asked;
    private @Nullable Message<JsonObject> waiting;
    private long safe;

    /**
     * @param safe what is safe already
     * @param asked called when something is to be made safe
     */
    SafeRequests(Vertx vertx, int partition, long safe, Runnable asked) {
        this.safe = safe;
        this.asked = asked;
        this.consumer = vertx.eventBus().consumer(Stage.STATES.safe(partition), this::onRequest);
    }

    Future<Void> registered() {
        return consumer.completion();
    }

    /** Whether a checkpoint of everything up to {@code sequence} is what somebody waits for. */
    boolean wants(long sequence) {
        return waiting != null && sequenceOf(waiting) <= sequence;
    }

    /** A checkpoint was stored. */
    void safe(long sequence) {
        safe = Math.max(safe, sequence);
        Message<JsonObject> request = waiting;
        if (request != null && sequenceOf(request) <= safe) {
            waiting = null;
            request.reply(new JsonObject().put("sequence", safe));
        }
    }

    /** No checkpoint was stored: who asked asks again. */
    void failed(Throwable failure) {
        Message<JsonObject> request = waiting;
        if (request != null) {
            waiting = null;
            request.fail(503, String.valueOf(failure.getMessage()));
        }
    }

    Future<Void> stop() {
        return consumer.unregister();
    }

    private void onRequest(Message<JsonObject> request) {
        Message<JsonObject> before = waiting;
        if (before != null) {
            before.fail(409, "asked again");
        }
        waiting = request;
        safe(safe);
        if (waiting != null) {
            asked.run();
        }
    }

    private static long sequenceOf(Message<JsonObject> request) {
        return request.body().getLong("sequence");
    }
}
