package dev.bourse.gateway.desk;

import dev.bourse.exchange.follow.ModelSnapshots;
import dev.bourse.exchange.follow.Start;
import dev.bourse.exchange.output.LastOutput;
import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.gateway.model.AccountEvent;
import dev.bourse.gateway.model.ReadModel;
import dev.bourse.gateway.order.Answer;
import dev.bourse.gateway.order.Commands;
import dev.bourse.gateway.order.Outcome;
import dev.bourse.gateway.order.Rejections;
import dev.bourse.gateway.port.Exchange;
import dev.bourse.gateway.port.ExchangeFailure;
import dev.bourse.gateway.port.OutputQueue;
import dev.bourse.gateway.port.Outputs;
import dev.bourse.gateway.problem.Problem;
import dev.bourse.gateway.problem.Refusal;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the exchange and the model of what it did, for all calls: commands that are under way are bounded and have
 * a time limit; who needs what a command did waits until the model has it. On the gateway's context alone.
 */
public final class Desk implements Outputs.Consumer {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final long RETRY_MILLIS = 200;

    private final Context context;
    private final Vertx vertx;
    private final Exchange exchange;
    private final Limits limits;
    private volatile ReadModel model;
    private LastOutput last = new LastOutput();
    private final Commands commands = new Commands();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>((left, right) -> Long.compare(left.number, right.number));
    private final Queue<Consumer<AccountEvent>> listeners = new ArrayDeque<>();
    private final Queue<Runnable> replaced = new ArrayDeque<>();
    private final Counter unanswered;
    private final Counter overloaded;
    private int underWay;
    private long answered;
    private boolean startKnown;
    private boolean current;
    private boolean closed;
    private String failure = "";

    /**
     * What is bounded.
     *
     * @param underWay commands that are sent and not answered, and callers that wait for the model
     * @param patience how long a command or the model may take
     * @param bounds how much of the past the model keeps
     */
    public record Limits(int underWay, Duration patience, ReadModel.Bounds bounds) {}

    private record Waiting(long number, Promise<Void> reached) {}

    /** For the context that it is made on. */
    public Desk(Context context, Vertx vertx, Exchange exchange, Limits limits, Telemetry telemetry) {
        this.context = context;
        this.vertx = vertx;
        this.exchange = exchange;
        this.limits = limits;
        model = new ReadModel(limits.bounds(), event -> listeners.forEach(listener -> listener.accept(event)));
        unanswered = telemetry.counter("gateway.commands.unanswered", "commands whose outcome the gateway never heard");
        overloaded = telemetry.counter("gateway.commands.refused", "commands refused because too many were under way");
        telemetry.gauge("gateway.commands.under.way", "commands sent and not answered", () -> underWay);
        telemetry.gauge("gateway.model.applied", "number of the last output in the model", () -> model.applied());
        telemetry.gauge(
                "gateway.model.since",
                "output behind which all that happened is known, 0 for all",
                () -> model.since());
        telemetry.gauge("gateway.model.orders", "orders that the model keeps", () -> model.orderCount());
        telemetry.gauge("gateway.model.events", "events that the model keeps", () -> model.eventCount());
    }

    /** What is known of the exchange. */
    public ReadModel model() {
        return model;
    }

    /** Writes commands. */
    public Commands commands() {
        return commands;
    }

    /** Tells of events as the model gets them. */
    public void listen(Consumer<AccountEvent> listener) {
        listeners.add(listener);
    }

    /**
     * Asks the exchange how far it is, again and again until it answers: what it had committed by then must be in the
     * model before anything is said of it.
     */
    public void begin() {
        submit(commands.tick()).onSuccess(answer -> startKnown = true).onFailure(failed -> {
            if (!closed) {
                vertx.setTimer(RETRY_MILLIS, again -> begin());
            }
        });
    }

    /** Asks no more. */
    public void close() {
        closed = true;
    }

    /** Whether the model has all that the exchange had committed when the gateway started, and goes on. */
    public boolean isCurrent() {
        current |= startKnown && model.applied() >= answered;
        return current && failure.isEmpty();
    }

    /** Refuses as long as the model lacks what happened before the gateway started. */
    public void requireCurrent() {
        if (!isCurrent()) {
            throw behind();
        }
    }

    /** Why the model gets no more outputs; empty where it does. */
    public String failure() {
        return failure;
    }

    /** Sends a command; fails with a refusal. The answer comes on the gateway's context. */
    public Future<Answer> submit(byte[] command) {
        if (underWay >= limits.underWay()) {
            overloaded.increment();
            return Future.failedFuture(
                    Problem.of(503, "overloaded", "Too many commands are under way; nothing was done, send it again")
                            .retryAfter(1)
                            .refusal());
        }
        underWay++;
        Promise<Answer> promise = Promise.promise();
        long timer = vertx.setTimer(limits.patience().toMillis(), fired -> promise.tryFail(unknown()));
        exchange.submit(command)
                .onComplete(result -> context.runOnContext(called -> {
                    underWay--;
                    vertx.cancelTimer(timer);
                    if (result.succeeded()) {
                        answered = Math.max(answered, result.result().lastOutput());
                        promise.tryComplete(result.result());
                    } else {
                        promise.tryFail(refusal(result.cause()));
                    }
                }));
        return promise.future();
    }

    /** Sends a command about a whole; a rejection becomes a refusal. */
    public Future<Answer> done(byte[] command) {
        return submit(command).compose(answer -> {
            RejectReason reason = Outcome.of(answer, 0).rejection().orElse(null);
            return reason == null
                    ? Future.succeededFuture(answer)
                    : Future.failedFuture(Rejections.problem(reason).refusal());
        });
    }

    /** Waits until the model has an output. */
    public Future<Void> reached(long number) {
        if (model.applied() >= number) {
            return Future.succeededFuture();
        }
        if (waiting.size() >= limits.underWay()) {
            overloaded.increment();
            return Future.failedFuture(behind());
        }
        Promise<Void> promise = Promise.promise();
        Waiting entry = new Waiting(number, promise);
        waiting.add(entry);
        long timer = vertx.setTimer(limits.patience().toMillis(), fired -> {
            waiting.remove(entry);
            promise.tryFail(behind());
        });
        return promise.future().onComplete(reached -> vertx.cancelTimer(timer));
    }

    /** Waits until the model has all that was answered here: whoever asks sees what they did before. */
    public Future<Void> caughtUp() {
        return reached(answered);
    }

    /** Sends a command and, once the model has all of its outputs, makes a reply of them. */
    public Future<Reply> reply(byte[] command, Function<Answer, Reply> reply) {
        return done(command).compose(answer -> reached(answer.lastOutput()).map(reached -> reply.apply(answer)));
    }

    /** Is called when another model takes the place of one that was in use: what was had of that is of no use. */
    public void onReplaced(Runnable listener) {
        replaced.add(listener);
    }

    /**
     * Takes a snapshot of the model where one is due; meanwhile the model stands still, and the queue holds the
     * outputs.
     */
    public void snapshot(ModelSnapshots snapshots, OutputQueue queue) {
        if (failure.isEmpty() && snapshots.isDue(last.number())) {
            queue.hold();
            snapshots.take(model, last, () -> context.runOnContext(released -> queue.release()));
        }
    }

    @Override
    public Runnable begin(Start start) {
        ReadModel fresh =
                new ReadModel(limits.bounds(), event -> listeners.forEach(listener -> listener.accept(event)));
        start.fill(fresh);
        return () -> adopt(fresh);
    }

    @Override
    public void onOutput(long number, DirectBuffer buffer, int offset, int length) {
        if (!failure.isEmpty()) {
            return;
        }
        try {
            model.apply(number, buffer, offset);
        } catch (RuntimeException broken) {
            onEnd(broken);
            return;
        }
        last.take(number, buffer, offset, length);
        wake(number);
    }

    private void adopt(ReadModel fresh) {
        boolean wasUsed = model.applied() > 0;
        model = fresh;
        last = new LastOutput();
        current = false;
        if (wasUsed) {
            replaced.forEach(Runnable::run);
        }
        wake(fresh.applied());
    }

    private void wake(long number) {
        while (!waiting.isEmpty() && waiting.peek().number() <= number) {
            waiting.remove().reached().tryComplete();
        }
    }

    @Override
    public void onEnd(RuntimeException broken) {
        LOG.error("the gateway gets no more outputs of the exchange; start it again", broken);
        failure = String.valueOf(broken.getMessage());
    }

    private Throwable refusal(Throwable cause) {
        if (!(cause instanceof ExchangeFailure failed)) {
            return cause;
        }
        return failed.mayBeApplied()
                ? unknown()
                : Problem.of(503, "exchange-unavailable", failed.getMessage() + "; nothing was done, send it again")
                        .retryAfter(1)
                        .refusal();
    }

    private Refusal unknown() {
        unanswered.increment();
        return Problem.of(
                        504,
                        "unknown-outcome",
                        "The exchange did not answer in time: whether it was done is not known. Sent again with the"
                                + " same clientOrderId or reference, it is done once at most")
                .retryAfter(1)
                .refusal();
    }

    private static Refusal behind() {
        return Problem.of(503, "model-behind", "What is known here is behind the exchange; ask again")
                .retryAfter(1)
                .refusal();
    }
}
