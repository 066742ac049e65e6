package dev.bourse.gateway.link;

import dev.bourse.exchange.client.AnswerListener;
import dev.bourse.exchange.session.Messages;
import dev.bourse.gateway.order.Answer;
import dev.bourse.gateway.port.ExchangeFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Commands that have no answer yet, by their correlation ids, and whether there is a leader to answer them. Safe for
 * all threads.
 */
final class AwaitedAnswers implements AnswerListener {
    /** A change of the leader takes less: commands wait for it, and only a longer absence refuses them. */
    private static final long ABSENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ConcurrentHashMap<Long, Promise<Answer>> awaited = new ConcurrentHashMap<>();
    private volatile Connection connection = new Connection(false, "not connected yet", System.nanoTime());

    private record Connection(boolean connected, String state, long sinceNanos) {}

    /** The answer to a command that is about to be sent. */
    Future<Answer> await(byte[] command) {
        Promise<Answer> promise = Promise.promise();
        awaited.put(correlation(command), promise);
        return promise.future();
    }

    /** A command was not sent. */
    void refuse(byte[] command, String why) {
        fail(correlation(command), ExchangeFailure.unavailable(why));
    }

    /** No more answers come to what was sent. */
    void abandon(String why) {
        awaited.keySet().forEach(id -> fail(id, ExchangeFailure.unknownOutcome(why)));
    }

    /** Whether there has been no leader for longer than a change of it takes. */
    boolean isCutOff() {
        Connection current = connection;
        return !current.connected() && System.nanoTime() - current.sinceNanos() > ABSENCE_NANOS;
    }

    /** Where commands go, or why they do not, for a person. */
    String state() {
        return connection.state();
    }

    int size() {
        return awaited.size();
    }

    @Override
    public void onAnswer(long correlationId, dev.bourse.exchange.client.Answer answer) {
        Promise<Answer> promise = awaited.remove(correlationId);
        if (promise != null) {
            promise.complete(copy(answer));
        }
    }

    @Override
    public void onUnknown(long correlationId, String why) {
        fail(correlationId, ExchangeFailure.unknownOutcome(why));
    }

    @Override
    public void onConnection(boolean connected, String state) {
        Connection before = connection;
        boolean lasts = before.connected() == connected;
        connection = new Connection(connected, state, lasts ? before.sinceNanos() : System.nanoTime());
    }

    private void fail(long correlationId, ExchangeFailure failure) {
        Promise<Answer> promise = awaited.remove(correlationId);
        if (promise != null) {
            promise.fail(failure);
        }
    }

    private static long correlation(byte[] command) {
        return Messages.correlationOfCommand(new UnsafeBuffer(command), 0, command.length);
    }

    private static Answer copy(dev.bourse.exchange.client.Answer answer) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int told = answer.forEach((buffer, offset, length) -> {
            byte[] output = new byte[length];
            buffer.getBytes(offset, output);
            messages.writeBytes(output);
        });
        return new Answer(
                answer.commandNumber(),
                answer.firstOutput(),
                answer.outputs(),
                messages.toByteArray(),
                told == answer.outputs());
    }
}
