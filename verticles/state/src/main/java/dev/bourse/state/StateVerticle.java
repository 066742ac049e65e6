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
import dev.bourse.state.checkpoint.StateCheckpoint;
import dev.bourse.state.index.IndexHistory;
import dev.bourse.state.partition.StatePartition;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayDeque;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one partition: ticks in, states out, questions answered. It begins with the newest checkpoint, reads the ticks
 * since then from the log, and goes on live. While classification has no room, or this process has not heard of an
 * instrument yet, ticks wait and data is not acknowledged.
 */
final class StateVerticle extends VerticleBase implements Checkpointing.Actions {
    private static final Logger LOG = LoggerFactory.getLogger(StateVerticle.class);
    /** After so many ticks others have their turn on the event loop: some milliseconds. */
    private static final int TURN_TICKS = 16_384;

    private final Node node;
    private final StateOptions options;
    private final StateMeters meters;
    private final int number;
    private final StateTerm term;
    private final StateHistory kept;
    private final ArrayDeque<TickBatch> pending = new ArrayDeque<>();

    private StatePartition partition;
    private IndexHistory indexHistory;
    private StateAnswers answers;
    private StateMeters.Reporter reporter;
    private BatchReceiver<TickBatch> receiver;
    private BatchSender<StateBatch> sender;
    private InstrumentGate gate;
    private IndexShare index;
    private @Nullable Checkpointing checkpointing;
    private long watermark = Long.MIN_VALUE;
    private boolean turnOver;
    private volatile boolean started;
    private boolean stopped;
    private boolean reported;
    private long replayedFrom;

    @SuppressWarnings("NullAway.Init") // what needs Vert.x is made in start, before anything can call
    StateVerticle(Node node, StateOptions options, StateMeters meters, int number, StateTerm term) {
        this.node = node;
        this.options = options;
        this.meters = meters;
        this.number = number;
        this.term = term;
        this.kept = new StateHistory(node, number, options.rules(), meters);
    }

    @Override
    public Future<?> start() {
        return kept.open(term.epoch(), term.limit()).compose(this::begin);
    }

    private Future<?> begin(StateHistory.Restored restored) {
        partition = restored.partition();
        indexHistory = restored.index();
        watermark = restored.watermark();
        replayedFrom = restored.sequence();
        reporter = meters.reporter(partition.counts());
        index = new IndexShare(vertx, partition, indexHistory, node.partitions().count(), options.indexGrace(), meters);
        gate = new InstrumentGate(vertx, node.partitions(), options.instrumentGrace(), this::knows, this::drain);
        partition.forEach(state -> met(state.instrument()));
        node.instruments().universe().instruments().forEach(this::add);
        forgetRemovedLater();
        sender = new BatchSender<>(
                vertx,
                Stage.STATES,
                number,
                term.epoch(),
                restored.sequence(),
                options.windowBatches(),
                node.clock()::nanos);
        sender.drainHandler(this::drain);
        if (kept.keeps()) {
            sender.rewindHandler(new Rewinding(
                    number, kept, meters, applied -> term.rewinds().accept(this, applied))::wanted);
            checkpointing = new Checkpointing(
                    vertx,
                    context,
                    node,
                    number,
                    term.epoch(),
                    options.checkpointInterval().toMillis(),
                    meters,
                    this);
            restored.checkpoint().ifPresent(checkpointing::restored);
        }
        answers = answers(restored.sequence());
        receiver = new BatchReceiver<>(
                vertx,
                Stage.TICKS,
                number,
                new InboundSequence(0, restored.sequence()),
                kept.keeps() ? kept.source() : null,
                node.telemetry().flow(),
                this::received);
        receiver.caughtUpHandler(this::caughtUp);
        return Future.all(sender.registered(), answers.registered(), receiver.registered(), index.start())
                .onSuccess(ready -> started = true);
    }

    private StateAnswers answers(long sequence) {
        return new StateAnswers(
                vertx,
                node,
                partition,
                options.rules(),
                term.epoch(),
                sequence,
                () -> receiver.caughtUp(),
                () -> sender.last(watermark),
                () -> index.price());
    }

    @Override
    public Future<?> stop() {
        return stopped ? Future.succeededFuture() : halt();
    }

    private Future<?> halt() {
        stopped = true;
        started = false;
        gate.stop();
        pending.clear();
        Future<?> stored = checkpointing == null ? Future.succeededFuture() : checkpointing.stop();
        return receiver.close().eventually(() -> Future.join(answers.close(), sender.close(), index.stop(), stored));
    }

    /** Whether it has everything that was there when it began, and what came since. Safe for all threads. */
    boolean upToDate() {
        return started && receiver.caughtUp();
    }

    /** Batches of ticks that it has still to deal with. Safe for all threads. */
    long lag() {
        return started ? receiver.lag() : 0;
    }

    /** Batches of ticks that are gone for ever, and that its states lack. Safe for all threads. */
    long lost() {
        return started ? receiver.lost() : 0;
    }

    long epoch() {
        return term.epoch();
    }

    /** Instruments have come: starts the states of those that belong here; on this verticle's context. */
    void addAll(Collection<Instrument> instruments) {
        instruments.forEach(this::add);
        drain();
    }

    private void add(Instrument instrument) {
        if (node.partitions().of(instrument.id()) == number) {
            partition.add(instrument);
            met(instrument);
        }
    }

    private void met(Instrument instrument) {
        if (instrument.symbol().equals(Instrument.INDEX)) {
            index.own(instrument.id());
        }
    }

    /** Forgets an instrument; on this verticle's context. */
    void remove(Instrument instrument) {
        partition.remove(instrument.id());
        gate.removed(instrument.id());
        drain();
    }

    /** A checkpoint may have instruments that were removed since, or that this process has not heard of yet. */
    private void forgetRemovedLater() {
        vertx.setTimer(
                options.instrumentGrace().toMillis(),
                timer -> partition.forEach(state -> {
                    if (node.instruments()
                            .universe()
                            .byId(state.instrument().id())
                            .isEmpty()) {
                        remove(state.instrument());
                    }
                }));
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
        pending.add(ticks);
        drain();
    }

    private void drain() {
        int turn = 0;
        while (!pending.isEmpty() && !turnOver && sender.ready() && !writing()) {
            TickBatch next = pending.element();
            if (!gate.passes(next.size(), next::instrument)) {
                return;
            }
            pending.remove();
            apply(next);
            turn += next.size();
            if (turn >= TURN_TICKS) {
                turnOver = true;
                context.runOnContext(nextTurn -> {
                    turnOver = false;
                    drain();
                });
            }
        }
    }

    private boolean writing() {
        return stopped || (checkpointing != null && checkpointing.writing());
    }

    /** The states of a batch of ticks have its number, so that they have the same when they are made again. */
    private void apply(TickBatch ticks) {
        BatchHeader header = ticks.header();
        if (checkpointing != null && header.sequence() > sender.nextSequence()) {
            sender.skipTo(header.sequence());
        }
        StatePartition.Applied applied = partition.apply(ticks, sender.nextSequence());
        watermark = Math.max(watermark, header.watermark());
        answers.sent(sender.send(watermark, header.ingestedNanos(), applied::batch));
        reporter.report();
        index.watermark(watermark);
        receiver.acknowledge(ticks);
        if (checkpointing != null) {
            checkpointing.applied(ticks);
        }
    }

    @Override
    public StateCheckpoint begin() {
        return new StateCheckpoint(partition, watermark, indexHistory);
    }

    @Override
    public void written() {
        drain();
    }

    /** What this process sends is dropped by everybody by now, and its successor sends the same. */
    @Override
    public void fenced() {
        if (!stopped) {
            LOG.warn("partition {} was taken over by another process while this one did not notice; it stops", number);
            meters.fenced();
            halt();
        }
    }

    private void caughtUp() {
        if (reported || stopped) {
            return;
        }
        reported = true;
        answers.announce();
        meters.takenOver(node, number, term.epoch(), term.startedNanos(), sender.nextSequence() - 1 - replayedFrom);
    }
}
