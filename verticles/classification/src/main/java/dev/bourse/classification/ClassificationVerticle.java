package dev.bourse.classification;

import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.log.JudgementLog;
import dev.bourse.classification.partition.RecentSignals;
import dev.bourse.classification.partition.StateClassifier;
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
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one partition: states in, signals out, recent signals answered. Cheap engines judge on the event loop, heavy
 * ones on a worker, batch after batch; a batch is acknowledged when all have judged it, so the state stage's window
 * bounds what waits for a worker.
 */
final class ClassificationVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ClassificationVerticle.class);

    private final Node node;
    private final Engines engines;
    private final int number;
    private final RecentSignals recent;
    private final StateClassifier cheap;
    private final StateClassifier heavy;
    private final BatchPublisher<SignalBatch> publisher;
    private final @Nullable JudgementLog log;

    /** Batches with an instrument that this process has not heard of, and those behind them; see the gate. */
    private final ArrayDeque<StateBatch> waiting = new ArrayDeque<>();

    private final ClassificationOptions options;
    private InstrumentGate gate;
    private BatchReceiver<StateBatch> receiver;
    private MessageConsumer<JsonObject> questions;
    private long watermark = Long.MIN_VALUE;
    private long unknownReported;
    private boolean stopped;

    @SuppressWarnings("NullAway.Init") // what needs Vert.x is made in start, before anything can call
    ClassificationVerticle(Node node, ClassificationOptions options, Engines engines, int number, long epoch) {
        this.node = node;
        this.options = options;
        this.engines = engines;
        this.number = number;
        this.recent = new RecentSignals(options.recent());
        this.log = engines.log();
        boolean logsAll = log != null && options.log() == ClassificationOptions.Logged.ALL;
        Consumer<Signal> judgements =
                logsAll ? signal -> Objects.requireNonNull(log).write("state", signal) : null;
        this.cheap = classifier(Engine.Cost.CHEAP, judgements);
        this.heavy = classifier(Engine.Cost.HEAVY, judgements);
        this.publisher =
                new BatchPublisher<>(node.vertx().eventBus(), Stage.SIGNALS, number, epoch, node.clock()::nanos);
    }

    private StateClassifier classifier(Engine.Cost cost, @Nullable Consumer<Signal> judgements) {
        return new StateClassifier(
                node.partitions(),
                engines.of(cost),
                id -> node.instruments().universe().byId(id),
                judgements);
    }

    @Override
    public Future<?> start() {
        gate = new InstrumentGate(
                vertx,
                node.partitions(),
                options.instrumentGrace(),
                id -> node.instruments().universe().byId(id).isPresent(),
                this::drain);
        questions = vertx.eventBus().consumer(Stage.SIGNALS.query(number), this::answer);
        receiver = new BatchReceiver<>(
                vertx,
                Stage.STATES,
                number,
                new InboundSequence(),
                node.telemetry().flow(),
                this::received);
        return Future.all(questions.completion(), receiver.registered());
    }

    @Override
    public Future<?> stop() {
        gate.stop();
        return receiver.close().eventually(questions::unregister);
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
            cheap.remove(instrument);
            if (engines.hasHeavy()) {
                engines.workers().executeBlocking(() -> {
                    heavy.remove(instrument);
                    return true;
                });
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
        watermark = Math.max(watermark, states.header().watermark());
        try {
            publish(states, cheap.classify(states));
        } catch (RuntimeException refused) {
            failed(refused);
            return;
        }
        if (!engines.hasHeavy()) {
            acknowledge(states);
            return;
        }
        // An empty batch waits its turn too: its acknowledgement would hold for the batches before it.
        engines.workers()
                .executeBlocking(() -> heavy.classify(states))
                .onSuccess(signals -> judged(states, signals))
                .onFailure(this::failed);
    }

    /** What waited for a worker behind a batch that failed is judged in vain, and stays unacknowledged as that one. */
    private void judged(StateBatch states, List<Signal> signals) {
        if (!stopped) {
            publish(states, signals);
            acknowledge(states);
        }
    }

    private void acknowledge(StateBatch states) {
        receiver.acknowledge(states);
        engines.meters().classified(states.size());
        long unknown = cheap.unknown();
        engines.meters().unknown(unknown - unknownReported);
        unknownReported = unknown;
    }

    private void publish(StateBatch states, List<Signal> signals) {
        if (signals.isEmpty()) {
            return;
        }
        recent.addAll(signals);
        engines.meters().signals(signals.size());
        if (log != null) {
            signals.forEach(signal -> log.write("signal", signal));
        }
        publisher.publish(watermark, states.header().ingestedNanos(), header -> new SignalBatch(header, signals));
    }

    /**
     * The batch stays unacknowledged, so that the stage before stops and everyone sees it; going on would lose signals
     * in silence.
     */
    private void failed(Throwable failure) {
        if (stopped) {
            return;
        }
        stopped = true;
        LOG.error("partition {} cannot classify and stops; its states wait", number, failure);
        engines.failed(number, String.valueOf(failure.getMessage()));
        waiting.clear();
        gate.stop();
        receiver.close();
    }

    private void answer(Message<JsonObject> question) {
        try {
            RecentQuery query = RecentQuery.of(question.body());
            question.reply(new SignalBatch(publisher.last(watermark), recent.newest(query.limit(), query::wants)));
        } catch (IllegalArgumentException refused) {
            question.fail(400, refused.getMessage());
        }
    }
}
