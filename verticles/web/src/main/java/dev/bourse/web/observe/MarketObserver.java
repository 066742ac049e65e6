package dev.bourse.web.observe;

import dev.bourse.shared.bus.BatchFollower;
import dev.bourse.shared.bus.BatchSource;
import dev.bourse.shared.bus.FlowCounters;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.cluster.ReplayLog;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.shared.telemetry.Health.Status;
import dev.bourse.web.market.Intake;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Observes the states and signals of all partitions and hands them to the intake: of states the newest, of signals each
 * one, from the oldest in their log on. It only listens: no owner waits for it. All runs on its one context on the
 * clustered Vert.x.
 */
public final class MarketObserver extends VerticleBase {
    private static final JsonObject LATEST = new JsonObject().put("op", "latest");

    private final Partitions partitions;
    private final Intake intake;
    private final Clock clock;
    private final FlowCounters counters;
    private final List<PartitionObserver<StateBatch>> states = new ArrayList<>();
    private final ReplayLog log;
    private final List<BatchFollower<SignalBatch>> signals = new ArrayList<>();
    private volatile @Nullable Context started;

    /** @param log the newest signals */
    public MarketObserver(Partitions partitions, Intake intake, Clock clock, FlowCounters counters, ReplayLog log) {
        this.partitions = partitions;
        this.intake = intake;
        this.clock = clock;
        this.counters = counters;
        this.log = log;
    }

    @Override
    public Future<?> start() {
        started = context;
        List<Future<Void>> registrations = new ArrayList<>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            PartitionObserver<StateBatch> state = new PartitionObserver<>(
                    vertx, Stage.STATES, partition, LATEST, counters, this::live, intake::latest);
            BatchFollower<SignalBatch> signal =
                    new BatchFollower<>(vertx, Stage.SIGNALS, partition, source(partition), counters, this::signals);
            states.add(state);
            signals.add(signal);
            registrations.add(state.start());
            registrations.add(signal.registered());
        }
        return Future.all(registrations);
    }

    @Override
    public Future<?> stop() {
        List<Future<Void>> ends = new ArrayList<>();
        states.forEach(observer -> ends.add(observer.stop()));
        signals.forEach(follower -> ends.add(follower.close()));
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

    /** Up once the owner of each partition's states has answered and its signals are here. Safe for all threads. */
    public Status readiness() {
        long observed = IntStream.range(0, states.size())
                .filter(partition -> states.get(partition).observed()
                        && signals.get(partition).caughtUp())
                .count();
        String reason = observed + " of " + partitions.count() + " partitions observed";
        return new Status(observed == partitions.count(), reason);
    }

    private BatchSource<SignalBatch> source(int partition) {
        return after -> log.read(partition, after)
                .map(slice -> new BatchSource.Slice<>(
                        slice.first(),
                        slice.last(),
                        slice.entries().stream()
                                .map(entry -> (SignalBatch) BatchCodec.decode(ByteBuffer.wrap(entry.batch())))
                                .toList()));
    }

    private void live(StateBatch batch) {
        intake.live(batch, clock.millis());
    }

    private void signals(SignalBatch batch) {
        intake.signals(batch.signals());
    }
}
