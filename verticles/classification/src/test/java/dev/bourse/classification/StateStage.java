package dev.bourse.classification;

import static dev.bourse.shared.cluster.TestNode.await;

import dev.bourse.shared.bus.BatchSender;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.LookbackField;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.StateField;
import dev.bourse.shared.message.StateLayout;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The stage before and those who observe, for one partition: sends states, keeps signals, asks. */
final class StateStage {
    static final long WATERMARK = 1_700_000_000_000L;
    private static final StateLayout LAYOUT = new StateLayout(List.of(20));
    private static final long PATIENCE_SECONDS = 30;

    private final Node node;
    private final int partition;
    private final Context context;
    private final BatchSender<StateBatch> sender;
    private final BlockingQueue<SignalBatch> signals = new LinkedBlockingQueue<>();

    /**
     * A state that has been at 100 to 110 for twenty ticks.
     *
     * @param instrument whose
     * @param sequence of its tick
     * @param last its price
     */
    record State(Instrument instrument, long sequence, long last) {}

    /** Completes its start once the classification is attached. */
    StateStage(Node node, int partition, int window) {
        this(node, partition, window, 0);
    }

    /** The same, going on after some batch. */
    StateStage(Node node, int partition, int window, long after) {
        this.node = node;
        this.partition = partition;
        this.context = node.vertx().getOrCreateContext();
        await(node.vertx()
                .eventBus()
                .<SignalBatch>consumer(Stage.SIGNALS.address(partition), message -> signals.add(message.body()))
                .completion());
        Promise<Void> attached = Promise.promise();
        sender = onContext(() -> {
            BatchSender<StateBatch> made =
                    new BatchSender<>(node.vertx(), Stage.STATES, partition, 1, after, window, node.clock()::nanos);
            made.drainHandler(attached::tryComplete);
            return made;
        });
        await(attached.future());
    }

    /** Sends a batch; with no states it only moves the watermark. */
    void send(State... states) {
        int stride = LAYOUT.stride();
        long[] records = new long[states.length * stride];
        Arrays.fill(records, StateField.ABSENT);
        int[] instruments = new int[states.length];
        for (int i = 0; i < states.length; i++) {
            instruments[i] = states[i].instrument().id();
            int at = i * stride;
            records[at + StateField.SEQUENCE.ordinal()] = states[i].sequence();
            records[at + StateField.TIME.ordinal()] = WATERMARK;
            records[at + StateField.LAST.ordinal()] = states[i].last();
            records[at + LAYOUT.column(20, LookbackField.MAXIMUM)] = 110;
            records[at + LAYOUT.column(20, LookbackField.MINIMUM)] = 100;
        }
        onContext(() -> {
            sender.send(WATERMARK, 1, header -> new StateBatch(header, LAYOUT, instruments, records));
            return sender;
        });
    }

    int inFlight() {
        return onContext(sender::inFlight);
    }

    boolean ready() {
        return onContext(sender::ready);
    }

    /** The next batch of signals. */
    SignalBatch signals() throws InterruptedException {
        SignalBatch next = signals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no signals came");
        }
        return next;
    }

    /** How many batches of signals wait to be looked at. */
    int waiting() {
        return signals.size();
    }

    SignalBatch ask(JsonObject query) {
        return await(node.vertx()
                .eventBus()
                .<SignalBatch>request(Stage.SIGNALS.query(partition), query)
                .map(reply -> reply.body()));
    }

    /** Code and message of the refusal. */
    String refusal(JsonObject query) {
        return await(node.vertx()
                .eventBus()
                .request(Stage.SIGNALS.query(partition), query)
                .map("answered")
                .recover(failure ->
                        Future.succeededFuture(((ReplyException) failure).failureCode() + " " + failure.getMessage())));
    }

    private <T> T onContext(Supplier<T> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(ignored -> promise.complete(action.get()));
        return await(promise.future());
    }
}
