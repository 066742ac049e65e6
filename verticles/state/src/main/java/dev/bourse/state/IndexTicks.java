package dev.bourse.state;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands ticks of the index to the owner of its partition's data, which puts them among the ticks of that partition: so
 * they are in the log like any other. One after another, each again until it is answered. Data takes each minute once,
 * so that asking again harms nothing. Used on the partition's context.
 */
final class IndexTicks {
    private static final Logger LOG = LoggerFactory.getLogger(IndexTicks.class);

    /** Where the owner of the data answers, see {@code docs/protocol/batches.md}. */
    static final String ADDRESS = "index.tick";

    private static final long RETRY_MILLIS = 200;
    /** Whoever was asked may have died just then. */
    private static final long ANSWER_MILLIS = 2_000;

    /** A day of minutes; where data is away for longer the oldest are given up. */
    private static final int MOST_WAITING = 1_440;

    private final Vertx vertx;
    private final Consumer<Tick> taken;
    private final ArrayDeque<Tick> waiting = new ArrayDeque<>();
    private boolean asking;
    private boolean stopped;

    /**
     * One value of the index.
     *
     * @param instrument its id
     * @param time the last millisecond of the minute
     * @param price in units of 10^-4
     */
    record Tick(int instrument, long time, long price) {}

    /** @param taken hears each tick that data has */
    IndexTicks(Vertx vertx, Consumer<Tick> taken) {
        this.vertx = vertx;
        this.taken = taken;
    }

    void offer(Tick tick) {
        if (waiting.size() == MOST_WAITING) {
            LOG.warn(
                    "nobody takes the index of {}: it is given up",
                    waiting.remove().time());
        }
        waiting.add(tick);
        ask();
    }

    void stop() {
        stopped = true;
        waiting.clear();
    }

    private void ask() {
        if (asking || stopped || waiting.isEmpty()) {
            return;
        }
        asking = true;
        Tick tick = waiting.element();
        JsonObject request = new JsonObject()
                .put("instrument", tick.instrument())
                .put("minute", tick.time() + 1)
                .put("time", tick.time())
                .put("price", tick.price());
        vertx.eventBus()
                .<JsonObject>request(ADDRESS, request, new DeliveryOptions().setSendTimeout(ANSWER_MILLIS))
                .onComplete(
                        answer -> answered(tick),
                        absent -> vertx.setTimer(
                                RETRY_MILLIS + ThreadLocalRandom.current().nextLong(RETRY_MILLIS), timer -> {
                                    asking = false;
                                    ask();
                                }));
    }

    private void answered(Tick tick) {
        asking = false;
        if (tick.equals(waiting.peek())) {
            waiting.remove();
        }
        if (!stopped) {
            taken.accept(tick);
            ask();
        }
    }
}
