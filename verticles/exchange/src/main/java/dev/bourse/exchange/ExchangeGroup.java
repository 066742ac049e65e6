package dev.bourse.exchange;

import dev.bourse.exchange.sequencer.NodeOptions;
import dev.bourse.exchange.sequencer.SequencerCounts;
import dev.bourse.exchange.sequencer.SequencerNode;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.launch.Group;
import dev.bourse.shared.telemetry.Health;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The exchange in a process: one node of its sequencer, with health and metrics. The node itself knows nothing of the
 * process around it.
 */
public final class ExchangeGroup implements Group {
    private final Consumer<String> onEnd;
    private @Nullable Vertx vertx;
    private volatile @Nullable SequencerNode sequencer;

    /** A node whose end makes the process neither live nor ready. */
    public ExchangeGroup() {
        this(why -> {});
    }

    /** @param onEnd is told why the node has ended, if it does by itself */
    public ExchangeGroup(Consumer<String> onEnd) {
        this.onEnd = onEnd;
    }

    @Override
    public String name() {
        return "exchange";
    }

    @Override
    public void check(Settings settings) {
        ExchangeOptions.from(settings);
    }

    @Override
    public Future<?> deploy(Node node, Settings settings) {
        vertx = node.vertx();
        NodeOptions options = ExchangeOptions.from(settings);
        return node.vertx()
                .executeBlocking(() -> SequencerNode.start(options, onEnd))
                .onSuccess(started -> {
                    sequencer = started;
                    watch(node.telemetry(), started);
                });
    }

    /** The node, once it is deployed. */
    public Optional<SequencerNode> node() {
        return Optional.ofNullable(sequencer);
    }

    @Override
    public Future<?> stop() {
        SequencerNode started = sequencer;
        Vertx running = vertx;
        if (started == null || running == null) {
            return Future.succeededFuture();
        }
        return running.executeBlocking(() -> {
            started.close();
            return true;
        });
    }

    private static void watch(Telemetry telemetry, SequencerNode node) {
        SequencerCounts counts = node.counts();
        telemetry.health().live("sequencer", () -> {
            String ended = node.ended();
            return ended == null ? Health.Status.up("running") : Health.Status.down("has ended: " + ended);
        });
        telemetry
                .health()
                .ready(
                        "sequencer",
                        () -> node.isServing()
                                ? Health.Status.up((counts.isLeader() ? "leads" : "follows") + ", command "
                                        + counts.commandNumber() + ", output " + counts.recorded())
                                : Health.Status.down("no leader is elected, or the journal is still being applied"));
        Gauges gauges = new Gauges(telemetry, counts);
        gauges.gauge("exchange.leader", "1 where this node leads", c -> c.isLeader() ? 1 : 0);
        gauges.gauge("exchange.commands", "Number of the last command applied", SequencerCounts::commandNumber);
        gauges.gauge("exchange.outputs", "Number of the last output", SequencerCounts::outputNumber);
        gauges.gauge("exchange.outputs.recorded", "Number of the last output recorded", SequencerCounts::recorded);
        gauges.gauge("exchange.batches", "Batches of commands since the start", SequencerCounts::batches);
        gauges.gauge("exchange.batches.refused", "Batches refused since the start", SequencerCounts::refusedBatches);
        gauges.gauge("exchange.sessions.closed", "Sessions closed by this node", SequencerCounts::closedSessions);
        gauges.gauge("exchange.answers.waited", "Answers that waited for a client", SequencerCounts::waitedAnswers);
        gauges.gauge("exchange.clients", "Clients that are remembered", SequencerCounts::clients);
        gauges.gauge("exchange.orders.open", "Open orders", SequencerCounts::openOrders);
        gauges.gauge("exchange.snapshots", "Snapshots since the start", SequencerCounts::snapshots);
        gauges.gauge("exchange.snapshot.seconds", "How long the last snapshot took", c -> c.snapshotNanos() / 1e9);
        telemetry.gauge("exchange.errors", "Errors of the node's parts since the start", node::errors);
    }

    /** Registers gauges that read the counts. */
    private record Gauges(Telemetry telemetry, SequencerCounts counts) {
        void gauge(String name, String meaning, ToDoubleFunction<SequencerCounts> value) {
            telemetry.gauge(name, meaning, () -> value.applyAsDouble(counts));
        }
    }
}
