package dev.bourse.web.observe;

import dev.bourse.shared.bus.FlowCounters;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.shared.telemetry.Health.Status;
import dev.bourse.web.market.Intake;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Observes the states and signals of all partitions and hands them to the intake. It only listens: no owner waits for
 * it. All runs on its one context on the clustered Vert.x.
 */
public final class MarketObserver extends VerticleBase {
    private static final JsonObject LATEST = new JsonObject().put("op", "latest");
    private static final JsonObject RECENT =
            new JsonObject().put("op", "recent").put("limit", 100);

    private final Partitions partitions;
    private final Intake intake;
    private final Clock clock;
    private final FlowCounters counters;
    private final List<PartitionObserver<StateBatch>> states = new ArrayList<>();
    private final List<PartitionObserver<SignalBatch>> signals = new ArrayList<>();
    private volatile @Nullable Context started;

    public MarketObserver(Partitions partitions, Intake intake, Clock clock, FlowCounters counters) {
        this.partitions = partitions;
        this.intake = intake;
        this.clock = clock;
        this.counters = counters;
    }

    @Override
    public Future<?> start() {
        started = context;
        List<Future<Void>> registrations = new ArrayList<>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            PartitionObserver<StateBatch> state = new PartitionObserver<>(
                    vertx, Stage.STATES, partition, LATEST, counters, this::live, intake::latest);
            PartitionObserver<SignalBatch> signal = new PartitionObserver<>(
                    vertx, Stage.SIGNALS, partition, RECENT, counters, this::signals, this::signals);
            states.add(state);
            signals.add(signal);
            registrations.add(state.start());
            registrations.add(signal.start());
        }
        return Future.all(registrations);
    }

    @Override
    public Future<?> stop() {
        List<Future<Void>> ends = new ArrayList<>();
        states.forEach(observer -> ends.add(observer.stop()));
        signals.forEach(observer -> ends.add(observer.stop()));
        return Future.join(ends);
    }

    /**
     * Asks the owners of all partitions for the newest states again, since instruments have come that were not listed
     * before.
     */
    public void refresh() {
        Context own = started;
        if (own != null) {
            own.runOnContext(now -> states.forEach(PartitionObserver::ask));
        }
    }

    /** Up once the owner of each partition's states has answered. Safe for all threads. */
    public Status readiness() {
        long observed = states.stream().filter(PartitionObserver::observed).count();
        String reason = observed + " of " + partitions.count() + " partitions observed";
        return new Status(observed == partitions.count(), reason);
    }

    private void live(StateBatch batch) {
        intake.live(batch, clock.millis());
    }

    private void signals(SignalBatch batch) {
        intake.signals(batch.signals());
    }
}
