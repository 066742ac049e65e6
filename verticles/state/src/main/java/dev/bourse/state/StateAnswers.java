package dev.bourse.state;

import dev.bourse.shared.bus.Observers;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.state.instrument.StateRules;
import dev.bourse.state.partition.StatePartition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Those who ask for a partition's states, and those who observe them: these get each batch of states that they have
 * room for, and what changed meanwhile in one batch where they had none. Used on the partition's context.
 */
final class StateAnswers {
    private final int number;
    private final StatePartition partition;
    private final StateQueries queries;
    private final BooleanSupplier upToDate;
    private final Supplier<BatchHeader> last;
    private final LongSupplier index;
    private final Observers<StateBatch> observers;
    private final MessageConsumer<JsonObject> consumer;

    /**
     * @param sequence the newest batch of states
     * @param upToDate whether the states are what they should be; until then nobody gets them
     * @param last the header of the newest batch
     * @param index the newest price of the index
     */
    StateAnswers(
            Vertx vertx,
            Node node,
            StatePartition partition,
            StateRules rules,
            long epoch,
            long sequence,
            BooleanSupplier upToDate,
            Supplier<BatchHeader> last,
            LongSupplier index) {
        this.number = partition.partition();
        this.partition = partition;
        this.queries = new StateQueries(partition, rules);
        this.upToDate = upToDate;
        this.last = last;
        this.index = index;
        this.observers = new Observers<>(
                vertx.eventBus(),
                Stage.STATES,
                number,
                epoch,
                sequence,
                node.clock()::nanos,
                node.telemetry().flow(),
                upToDate,
                since -> partition.changedAfter(since).batch(last.get()));
        this.consumer = vertx.eventBus().consumer(Stage.STATES.query(number), this::asked);
    }

    Future<Void> registered() {
        return consumer.completion();
    }

    /** There is another batch of states. */
    void sent(StateBatch states) {
        observers.sent(states);
    }

    /** The states are what they should be. */
    void announce() {
        observers.announce();
    }

    Future<Void> close() {
        observers.close();
        return consumer.unregister();
    }

    private void asked(Message<JsonObject> question) {
        if (!observers.takes(question)) {
            queries.answer(question, this::latest, index.getAsLong());
        }
    }

    private StateBatch latest() {
        if (!upToDate.getAsBoolean()) {
            throw new StateQueries.Refused(503, "partition " + number + " is being taken over");
        }
        return partition.latest().batch(last.get());
    }
}
