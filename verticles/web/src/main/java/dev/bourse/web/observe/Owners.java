package dev.bourse.web.observe;

import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Hop;
import dev.bourse.shared.telemetry.Telemetry;
import dev.bourse.web.chart.Chart;
import dev.bourse.web.chart.Period;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the owners of states and signals. Called on the clients' context, on which the answers come too; the questions
 * travel by a context of the clustered Vert.x, and are asked again within their time while an owner changes. At most so
 * many are under way at once; more fail with {@link Overloaded}.
 */
public final class Owners {
    private final Vertx clustered;
    private final Context clusterContext;
    private final Context callerContext;
    private final Partitions partitions;
    private final Duration timeout;
    private final int maxUnderWay;
    private final Hop latency;
    private final Counter failures;
    private final Counter askedAgain;
    private int underWay;

    /** Must be made on the clients' context. */
    public Owners(
            Vertx clustered,
            Context callerContext,
            Partitions partitions,
            Duration timeout,
            int maxUnderWay,
            Telemetry telemetry) {
        this.clustered = clustered;
        this.clusterContext = clustered.getOrCreateContext();
        this.callerContext = callerContext;
        this.partitions = partitions;
        this.timeout = timeout;
        this.maxUnderWay = maxUnderWay;
        this.latency = telemetry.hop("web.query");
        this.failures = telemetry.counter("web.query.failures", "questions to owners that were not answered");
        this.askedAgain =
                telemetry.counter("web.query.retries", "questions asked again, since no owner was there to take them");
    }

    /** Too many questions are under way already. */
    public static final class Overloaded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overloaded(int underWay) {
            super(underWay + " questions to the owners of states are under way already", null, false, false);
        }
    }

    /** All that the owner knows of an instrument's state. */
    public Future<JsonObject> state(int instrument) {
        return ask(Stage.STATES, instrument, question("state", instrument));
    }

    /** The newest bars, oldest first, {@link Chart#STRIDE} longs each. */
    public Future<long[]> bars(int instrument, Period period, int limit) {
        JsonObject question =
                question("bars", instrument).put("period", period.word()).put("limit", limit);
        return this.<JsonObject>ask(Stage.STATES, instrument, question)
                .map(answer -> flat(answer.getJsonArray("bars")));
    }

    /** The newest signals of an instrument, newest last. */
    public Future<SignalBatch> signals(int instrument, Optional<String> engine, int limit) {
        JsonObject question = question("recent", instrument).put("limit", limit);
        engine.ifPresent(id -> question.put("engine", id));
        return ask(Stage.SIGNALS, instrument, question);
    }

    private static JsonObject question(String op, int instrument) {
        return new JsonObject().put("op", op).put("instrument", instrument);
    }

    private <T> Future<T> ask(Stage stage, int instrument, JsonObject question) {
        if (underWay >= maxUnderWay) {
            failures.increment();
            return Future.failedFuture(new Overloaded(underWay));
        }
        underWay++;
        long startedNanos = System.nanoTime();
        Promise<T> promise = Promise.promise();
        String address = stage.query(partitions.of(instrument));
        clusterContext.runOnContext(now -> Question.<T>ask(clustered, address, question, timeout, askedAgain)
                .onComplete(
                        answer -> callerContext.runOnContext(back -> {
                            underWay--;
                            latency.record(System.nanoTime() - startedNanos);
                            promise.complete(answer);
                        }),
                        failure -> callerContext.runOnContext(back -> {
                            underWay--;
                            failures.increment();
                            promise.fail(failure);
                        })));
        return promise.future();
    }

    private static long[] flat(JsonArray bars) {
        long[] flat = new long[bars.size() * Chart.STRIDE];
        for (int bar = 0; bar < bars.size(); bar++) {
            JsonArray row = bars.getJsonArray(bar);
            for (int column = 0; column < Chart.STRIDE; column++) {
                flat[bar * Chart.STRIDE + column] = row.getLong(column);
            }
        }
        return flat;
    }
}
