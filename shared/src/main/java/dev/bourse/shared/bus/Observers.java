package dev.bourse.shared.bus;

import dev.bourse.shared.flow.ObserverWindow;
import dev.bourse.shared.message.Batch;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * Those who observe one partition's batches of a stage and for whom its owner does not wait, each with a bounded number
 * of rows on its way ({@link ObserverWindow}). Whoever has no room gets no batch; when it has room again it gets one
 * that stands for all that it missed, where the stage can make such a batch, or the newest one, where the observer
 * reads the others in the stage's log. An observer that owes an answer for {@link #SILENT_MILLIS} is forgotten; it asks
 * again when it is back. Used on one context.
 */
public final class Observers<B extends Batch> {
    /** What an observer asks with, at the stage's query address. */
    static final String OBSERVE = "observe";
    /** What an observer says of what it has dealt with. */
    static final String OBSERVED = "observed";
    /** What an observer says when it ends. */
    static final String LEAVE = "leave";
    /** The header of a batch that stands for all since that sequence. */
    static final String SINCE = "since";

    /** The most observers of a partition. */
    static final int MOST = 256;

    /** How long an observer may owe an answer. */
    static final long SILENT_MILLIS = 10_000;

    /** More rows than these are conflated also where there is room. */
    private static final int LARGE = ObserverWindow.MOST_ROWS / 2;

    private static final int TOO_MANY = 429;
    private static final int NOT_READY = 503;
    private static final long NANOS_IN_MILLI = 1_000_000;

    private final EventBus bus;
    private final Stage stage;
    private final int partition;
    private final long epoch;
    private final LongSupplier clockNanos;
    private final FlowCounters counters;
    private final BooleanSupplier ready;
    private final LongFunction<B> instead;
    private final Map<String, ObserverWindow> windows = new LinkedHashMap<>();
    private long newest;
    private int rows;

    /**
     * Nobody yet.
     *
     * @param newest the sequence of the newest batch that there is
     * @param clockNanos nanoseconds since 1970
     * @param ready whether observers may come; else they are told to come again
     * @param instead makes the batch that stands for all after a sequence, up to the newest
     */
    public Observers(
            EventBus bus,
            Stage stage,
            int partition,
            long epoch,
            long newest,
            LongSupplier clockNanos,
            FlowCounters counters,
            BooleanSupplier ready,
            LongFunction<B> instead) {
        this.bus = bus;
        this.stage = stage;
        this.partition = partition;
        this.epoch = epoch;
        this.newest = newest;
        this.clockNanos = clockNanos;
        this.counters = counters;
        this.ready = ready;
        this.instead = instead;
    }

    /** Deals with what came to the stage's query address, where it is of an observer; else false. */
    public boolean takes(Message<JsonObject> message) {
        JsonObject body = message.body();
        switch (body.getValue("op") instanceof String op ? op : "") {
            case OBSERVE -> observe(message, body.getString("observer"), body.getLong("sequence"));
            case OBSERVED -> {
                String observer = body.getString("observer");
                ObserverWindow window = windows.get(observer);
                if (window != null) {
                    heard(observer, window, body.getLong("sequence"));
                }
            }
            case LEAVE -> windows.remove(body.getString("observer"));
            default -> {
                return false;
            }
        }
        measure();
        return true;
    }

    /** Makes known that observers find what they look for here, so that those of a former owner come. */
    public void announce() {
        bus.publish(
                stage.sender(partition), new JsonObject().put("epoch", epoch).put("last", newest));
    }

    /** There is another batch: sends it to all who have room. */
    public void sent(B batch) {
        newest = batch.header().sequence();
        if (windows.isEmpty()) {
            return;
        }
        long now = millis();
        Iterator<Map.Entry<String, ObserverWindow>> all = windows.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, ObserverWindow> observer = all.next();
            ObserverWindow window = observer.getValue();
            if (window.silentFor(SILENT_MILLIS, now)) {
                all.remove();
                counters.observerForgotten(stage);
            } else {
                offer(observer.getKey(), window, batch);
            }
        }
        measure();
    }

    /** Forgets them all; who is left asks the next owner. */
    public void close() {
        windows.clear();
        measure();
    }

    private void observe(Message<JsonObject> message, String observer, long sequence) {
        if (!ready.getAsBoolean()) {
            message.fail(NOT_READY, "partition " + partition + " is being taken over");
            return;
        }
        ObserverWindow window = windows.get(observer);
        if (window == null) {
            if (windows.size() == MOST) {
                message.fail(TOO_MANY, MOST + " processes observe partition " + partition + " already");
                return;
            }
            window = new ObserverWindow(newest, millis());
            windows.put(observer, window);
        }
        // What was sent before this answer is there before it, or never comes; the observer says which it has.
        message.reply(
                new JsonObject().put("epoch", epoch).put("sent", window.last()).put("last", newest));
        heard(observer, window, sequence);
    }

    private void heard(String observer, ObserverWindow window, long sequence) {
        window.heard(sequence, millis());
        if (window.behind() && window.hasRoom()) {
            makeUp(observer, window);
        }
    }

    private void offer(String observer, ObserverWindow window, B batch) {
        if (!window.hasRoom()) {
            window.withhold();
            counters.withheld(stage);
        } else if (window.behind() || batch.size() > LARGE) {
            makeUp(observer, window);
        } else {
            window.sent(newest, batch.size());
            bus.send(observer, batch);
        }
    }

    private void makeUp(String observer, ObserverWindow window) {
        B batch = instead.apply(window.last());
        DeliveryOptions options = new DeliveryOptions().addHeader(SINCE, String.valueOf(window.last()));
        window.sent(newest, batch.size());
        counters.madeUp(stage);
        bus.send(observer, batch, options);
    }

    private void measure() {
        int all = 0;
        for (ObserverWindow window : windows.values()) {
            all += window.rows();
        }
        counters.observerRows(stage, all - rows);
        rows = all;
    }

    private long millis() {
        return clockNanos.getAsLong() / NANOS_IN_MILLI;
    }
}
