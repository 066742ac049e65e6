package dev.bourse.web.observe;

import dev.bourse.shared.telemetry.Counter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A question on the event bus to whoever owns something. While it moves nobody is there for a moment: then the question
 * is asked again, after pauses that grow and are drawn by chance, until its time is over. No other failure is repeated.
 * Runs on the context that asked.
 */
final class Question<T> {
    private static final long FIRST_PAUSE_MILLIS = 25;
    private static final long LONGEST_PAUSE_MILLIS = 400;

    private final Vertx vertx;
    private final String address;
    private final JsonObject body;
    private final long deadlineNanos;
    private final Counter askedAgain;
    private final Promise<T> promise = Promise.promise();
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    private Question(Vertx vertx, String address, JsonObject body, Duration timeout, Counter askedAgain) {
        this.vertx = vertx;
        this.address = address;
        this.body = body;
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
        this.askedAgain = askedAgain;
    }

    /** The answer's body; fails with a {@link ReplyException}. Called on a context of that Vert.x. */
    static <T> Future<T> ask(Vertx vertx, String address, JsonObject body, Duration timeout, Counter askedAgain) {
        Question<T> question = new Question<>(vertx, address, body, timeout, askedAgain);
        question.ask();
        return question.promise.future();
    }

    private void ask() {
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(Math.max(1, millisLeft()));
        vertx.eventBus()
                .<T>request(address, body, options)
                .onComplete(answer -> promise.complete(answer.body()), this::failed);
    }

    private void failed(Throwable failure) {
        long pause = pauseMillis + ThreadLocalRandom.current().nextLong(pauseMillis);
        if (!isNobodyThere(failure) || pause >= millisLeft()) {
            promise.fail(failure);
            return;
        }
        askedAgain.increment();
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        vertx.setTimer(pause, timer -> ask());
    }

    private long millisLeft() {
        return TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    }

    private static boolean isNobodyThere(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }
}
