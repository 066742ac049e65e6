package dev.bourse.state;

import dev.bourse.shared.bus.BatchReceiver;
import dev.bourse.shared.bus.BatchSender;
import dev.bourse.shared.bus.InstrumentGate;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.state.instrument.InstrumentState;
import dev.bourse.state.partition.StatePartition;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one partition: ticks in, states out, queries answered. While classification has no room, or this process has not
 * heard of an instrument yet, ticks wait and data is not acknowledged.
 */
final class StateVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(StateVerticle.class);

    private final Node node;
    private final StateOptions options;
    private final StateMeters meters;
    private final int number;
    private final long epoch;
    private final StatePartition partition;
    private final StateQueries queries;
    private final StateMeters.Reporter reporter;
    /** At most as many as the data stage's window holds, and one of the index now and then. */
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();

    private BatchReceiver<TickBatch> receiver;
    private BatchSender<StateBatch> sender;
    private MessageConsumer<JsonObject> questions;
    private InstrumentGate gate;
    private IndexShare index;
    private long watermark = Long.MIN_VALUE;

    private record Pending(TickBatch ticks, boolean fromData) {}

    @SuppressWarnings("NullAway.Init") // what needs Vert.x is made in start, before anything can call
    StateVerticle(Node node, StateOptions options, StateMeters meters, int number, long epoch) {
        this.node = node;
        this.options = options;
        this.meters = meters;
        this.number = number;
        this.epoch = epoch;
        this.partition = new StatePartition(number, node.partitions(), options.rules());
        this.queries = new StateQueries(partition, options.rules());
        this.reporter = meters.reporter(partition.counts());
    }

    @Override
    public void init(Vertx vertx, Context context) {
        super.init(vertx, context);
        index = new IndexShare(
                vertx, partition, node.partitions().count(), options.indexGrace(), meters, this::indexTick);
        gate = new InstrumentGate(vertx, node.partitions(), options.instrumentGrace(), this::knows, this::drain);
        sender = new BatchSender<>(vertx, Stage.STATES, number, epoch, 0, options.windowBatches(), node.clock()::nanos);
    }

    @Override
    public Future<?> start() {
        node.instruments().universe().instruments().forEach(this::add);
        sender.drainHandler(this::drain);
        questions = vertx.eventBus().consumer(Stage.STATES.query(number), this::answer);
        receiver = new BatchReceiver<>(
                vertx,
                Stage.TICKS,
                number,
                new InboundSequence(),
                node.telemetry().flow(),
                this::received);
        return Future.all(sender.registered(), questions.completion(), receiver.registered(), index.start());
    }

    @Override
    public Future<?> stop() {
        gate.stop();
        return receiver.close().eventually(() -> Future.join(questions.unregister(), sender.close(), index.stop()));
    }

    /** Instruments have come: starts the states of those that belong here; on this verticle's context. */
    void addAll(Collection<Instrument> instruments) {
        instruments.forEach(this::add);
        drain();
    }

    private void add(Instrument instrument) {
        if (node.partitions().of(instrument.id()) == number) {
            partition.add(instrument);
            if (instrument.symbol().equals(IndexShare.SYMBOL)) {
                index.own(instrument.id());
            }
        }
    }

    /** Forgets an instrument; on this verticle's context. */
    void remove(Instrument instrument) {
        partition.remove(instrument.id());
        gate.removed(instrument.id());
        drain();
    }

    /** The registry may know an instrument that nobody has told this verticle of yet. */
    private boolean knows(int instrument) {
        node.instruments().universe().byId(instrument).ifPresent(this::add);
        return partition.find(instrument).isPresent();
    }

    /** Calls the action on this verticle's context. */
    void run(Runnable action) {
        context.runOnContext(ignored -> action.run());
    }

    private void received(TickBatch ticks) {
        meters.arrived(node.clock().nanos() - ticks.header().publishedNanos());
        pending.add(new Pending(ticks, true));
        drain();
    }

    private void drain() {
        while (!pending.isEmpty() && sender.ready()) {
            TickBatch waiting = pending.element().ticks();
            if (!gate.passes(waiting.size(), waiting::instrument)) {
                return;
            }
            Pending next = pending.remove();
            BatchHeader header = next.ticks().header();
            StatePartition.Applied applied = partition.apply(next.ticks());
            watermark = Math.max(watermark, header.watermark());
            sender.send(watermark, header.ingestedNanos(), applied::batch);
            reporter.report();
            if (next.fromData()) {
                receiver.acknowledge(next.ticks());
                index.watermark(watermark);
            }
        }
    }

    private void indexTick(long time, long price) {
        int id = node.instruments()
                .universe()
                .bySymbol(IndexShare.SYMBOL)
                .map(Instrument::id)
                .orElse(-1);
        partition.find(id).ifPresent(state -> {
            pending.add(new Pending(indexBatch(state, time, price), false));
            drain();
        });
    }

    private TickBatch indexBatch(InstrumentState state, long time, long price) {
        long now = node.clock().nanos();
        long waiting = pending.stream().filter(next -> !next.fromData()).count();
        return new TickBatch(
                new BatchHeader(number, epoch, 0, watermark, now, now),
                new int[] {state.instrument().id()},
                new long[] {state.sequence() + waiting + 1},
                new long[] {time},
                new long[] {price},
                new long[] {0});
    }

    private void answer(Message<JsonObject> question) {
        JsonObject query = question.body();
        try {
            switch (query.getString("op", "")) {
                case "latest" -> question.reply(partition.latest().batch(sender.last(watermark)));
                case "bars" -> question.reply(queries.bars(query));
                case "state" -> question.reply(queries.state(query, index.price()));
                default ->
                    question.fail(
                            400,
                            "op: '" + query.getString("op") + "' is not allowed; allowed are latest, bars and state");
            }
        } catch (StateQueries.Refused refused) {
            question.fail(refused.code(), refused.getMessage());
        } catch (ClassCastException notThatType) {
            LOG.debug("a query of another form", notThatType);
            question.fail(400, "a field has the wrong type: " + query.encode());
        }
    }
}
