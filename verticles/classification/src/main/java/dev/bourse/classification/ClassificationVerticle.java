package dev.bourse.classification;

import dev.bourse.classification.checkpoint.ClassificationCheckpoint;
import dev.bourse.classification.checkpoint.ClassificationCheckpoint.EngineMark;
import dev.bourse.classification.log.JudgementLog;
import dev.bourse.classification.partition.InOrder;
import dev.bourse.classification.partition.RecentSignals;
import dev.bourse.shared.bus.BatchPublisher;
import dev.bourse.shared.bus.BatchReceiver;
import dev.bourse.shared.bus.InstrumentGate;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.message.StateBatch;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one partition: states in, signals out, recent signals answered. Cheap engines judge on the event loop, heavy
 * ones on a worker, batch after batch; a batch is acknowledged when all have judged it and its signals are out, so the
 * state stage's window bounds what waits. It begins with the classes that its predecessor left; what it judges again
 * since then is not given out a second time.
 */
final class ClassificationVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ClassificationVerticle.class);

    private final Node node;
    private final Engines engines;
    private final int number;
    private final long epoch;
    private final long startedNanos;
    private final RecentSignals recent;
    private final Judges judges;
    private final ClassificationHistory kept;
    private final @Nullable JudgementLog log;
    /** Batches with an instrument that this process has not heard of, and those behind them; see the gate. */
    private final ArrayDeque<StateBatch> waiting = new ArrayDeque<>();
    /** What workers return, in the order of the batches: their answers may overtake one another on the way here. */
    private final InOrder heavyResults = new InOrder(this::failed);

    private final ClassificationOptions options;
    private KnownSignals known;
    private BatchPublisher<SignalBatch> publisher;
    private SignalOutlet outlet;
    private ClassSaving saving;
    private InstrumentGate gate;
    private BatchReceiver<StateBatch> receiver;
    private MessageConsumer<JsonObject> questions;
    private long watermark = Long.MIN_VALUE;
    private long classified;
    private long unknownReported;
    private boolean stopped;

    @SuppressWarnings("NullAway.Init") // what needs Vert.x is made in start, before anything can call
    ClassificationVerticle(Node node, ClassificationOptions options, Engines engines, int number, long epoch) {
        this.node = node;
        this.options = options;
        this.engines = engines;
        this.number = number;
        this.epoch = epoch;
        this.startedNanos = node.clock().nanos();
        this.recent = new RecentSignals(options.recent());
        this.log = engines.log();
        this.judges = new Judges(node, options, engines);
        this.kept = new ClassificationHistory(node, number, options.recent(), engines.meters());
    }

    @Override
    public Future<?> start() {
        return kept.open(epoch).compose(this::begin);
    }

    private Future<?> begin(ClassificationHistory.Left left) {
        remember(left);
        gate = new InstrumentGate(
                vertx,
                node.partitions(),
                options.instrumentGrace(),
                id -> node.instruments().universe().byId(id).isPresent(),
                this::drain);
        publisher = new BatchPublisher<>(
                vertx.eventBus(),
                Stage.SIGNALS,
                number,
                epoch,
                left.lastSignals(),
                node.clock()::nanos,
                node.telemetry().flow());
        outlet = new SignalOutlet(vertx, number, epoch, kept.signals(), publisher, this::given, this::fenced);
        saving = new ClassSaving(
                vertx,
                number,
                left.sequence(),
                this::classesNow,
                (sequence, classes) -> kept.store(epoch, sequence, classes),
                outlet,
                engines.meters(),
                this::fenced);
        questions = vertx.eventBus().consumer(Stage.SIGNALS.query(number), this::answer);
        receiver = new BatchReceiver<>(
                vertx,
                Stage.STATES,
                number,
                new InboundSequence(0, left.sequence()),
                node.telemetry().flow(),
                this::received);
        receiver.senderFound().onSuccess(found -> takenOver());
        questions.completion().onSuccess(found -> publisher.announce());
        return Future.all(questions.completion(), receiver.registered(), saving.registered());
    }

    private void remember(ClassificationHistory.Left left) {
        ClassificationCheckpoint classes = left.classes();
        classified = left.sequence();
        watermark = classes.watermark();
        recent.addAll(left.recent());
        List<EngineMark> fresh = judges.remember(classes);
        known = new KnownSignals(left.note(), fresh.stream().map(EngineMark::id).toList());
        for (EngineMark engine : fresh) {
            engines.meters().fresh();
            LOG.warn("partition {}: {} has no classes from before and begins anew", number, engine);
        }
    }

    @Override
    public Future<?> stop() {
        return stopped ? Future.succeededFuture() : halt();
    }

    private Future<?> halt() {
        stopped = true;
        waiting.clear();
        heavyResults.end();
        outlet.end();
        publisher.observers().close();
        gate.stop();
        return receiver.close().eventually(() -> Future.join(questions.unregister(), saving.stop()));
    }

    /** An instrument has come, for which states may wait; called on any thread. */
    void instrumentCame() {
        context.runOnContext(ignored -> drain());
    }

    /** Forgets an instrument; called on any thread. */
    void remove(int instrument) {
        context.runOnContext(ignored -> {
            gate.removed(instrument);
            drain();
            judges.cheap().remove(instrument);
            if (engines.hasHeavy()) {
                onWorker(
                        () -> {
                            judges.heavy().remove(instrument);
                            return instrument;
                        },
                        done -> {});
            }
        });
    }

    private void received(StateBatch states) {
        engines.meters().arrived(node.clock().nanos() - states.header().publishedNanos());
        waiting.add(states);
        drain();
    }

    private void drain() {
        while (!waiting.isEmpty() && gate.passes(waiting.element().size(), waiting.element()::instrument)) {
            classify(waiting.remove());
        }
    }

    private void classify(StateBatch states) {
        long sequence = states.header().sequence();
        watermark = Math.max(watermark, states.header().watermark());
        List<Signal> signals;
        try {
            signals = judges.cheap().classify(states);
        } catch (RuntimeException broken) {
            failed(broken);
            return;
        }
        classified = sequence;
        List<Signal> further = known.cheap(sequence, signals);
        if (engines.hasHeavy()) {
            give(states, further, signals.size(), () -> {});
            // An empty batch waits its turn too: its acknowledgement would hold for the batches before it.
            onWorker(() -> judges.heavy().classify(states), judged -> {
                List<Signal> more = known.heavy(sequence, judged);
                give(states, more, judged.size(), () -> acknowledge(states));
            });
        } else {
            give(states, further, signals.size(), () -> acknowledge(states));
        }
        saving.classified(sequence);
    }

    private <T> void onWorker(Callable<T> work, Consumer<T> then) {
        InOrder.Result result = heavyResults.next();
        engines.workers()
                .executeBlocking(work)
                .onComplete(done -> result.done(() -> then.accept(done)), result::failed);
    }

    private void give(StateBatch states, List<Signal> signals, int made, Runnable then) {
        engines.meters().passedOver(made - signals.size());
        if (signals.isEmpty()) {
            outlet.after(then);
        } else {
            outlet.add(
                    publisher.number(
                            watermark, states.header().ingestedNanos(), header -> new SignalBatch(header, signals)),
                    known.note(),
                    then);
        }
    }

    /** The batch is about to be published. */
    private void given(SignalBatch batch) {
        recent.addAll(batch.signals());
        engines.meters().signals(batch.size());
        if (log != null) {
            batch.signals().forEach(signal -> log.write("signal", signal));
        }
    }

    private void acknowledge(StateBatch states) {
        receiver.acknowledge(states);
        engines.meters().classified(states.size());
        long unknown = judges.cheap().unknown();
        engines.meters().unknown(unknown - unknownReported);
        unknownReported = unknown;
    }

    /** The cheap engines' classes now, and the heavy ones' after the batches that they have still to judge. */
    private void classesNow(ClassSaving.Then then) {
        Map<Integer, int[]> own = judges.cheap().classes();
        long sequence = classified;
        long before = watermark;
        long signals = publisher.last(before).sequence();
        Consumer<Map<Integer, int[]>> joined =
                others -> then.saved(sequence, judges.checkpoint(before, own, others, signals));
        if (engines.hasHeavy()) {
            onWorker(judges.heavy()::classes, joined);
        } else {
            joined.accept(Map.of());
        }
    }

    /** Its successor has everything or will make it again. */
    private void fenced() {
        if (!stopped) {
            LOG.warn("partition {} was taken over by another process while this one did not notice; it stops", number);
            engines.meters().fenced();
            halt();
        }
    }

    /**
     * The batch stays unacknowledged, so that the stage before stops and everyone sees it; going on would lose signals
     * in silence.
     */
    private void failed(Throwable failure) {
        if (!stopped) {
            LOG.error("partition {} cannot classify and stops; its states wait", number, failure);
            engines.failed(number, String.valueOf(failure.getMessage()));
            halt();
        }
    }

    private void takenOver() {
        engines.meters().takenOver(node, number, epoch, startedNanos);
    }

    private void answer(Message<JsonObject> question) {
        if (publisher.observers().takes(question)) {
            return;
        }
        try {
            RecentQuery query = RecentQuery.of(question.body());
            question.reply(new SignalBatch(publisher.last(watermark), recent.newest(query.limit(), query::wants)));
        } catch (IllegalArgumentException refused) {
            question.fail(400, refused.getMessage());
        }
    }
}
