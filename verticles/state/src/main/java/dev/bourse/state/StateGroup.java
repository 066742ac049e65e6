package dev.bourse.state;

import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.PartitionOwner;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.instrument.InstrumentChange;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.instrument.Universe;
import dev.bourse.shared.launch.Group;
import dev.bourse.shared.telemetry.Health;
import dev.bourse.state.index.IndexAssembler;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state group in a process: one verticle for each partition that the process owns. */
public final class StateGroup implements Group {
    private static final Logger LOG = LoggerFactory.getLogger(StateGroup.class);

    @Override
    public String name() {
        return "state";
    }

    @Override
    public void check(Settings settings) {
        StateOptions.from(settings);
    }

    @Override
    public Future<?> deploy(Node node, Settings settings) {
        Partitions owned = new Partitions(node, StateOptions.from(settings), new StateMeters(node.telemetry()));
        node.instruments().onChange(owned::changed);
        node.telemetry().gauge("state.partitions", "Partitions whose state this process keeps", owned.verticles::size);
        node.telemetry().health().ready("state", () -> Health.Status.up(owned.verticles.size() + " partitions"));
        owned.ensureIndex(node.instruments().universe());
        return node.ownership().register(name(), owned);
    }

    /** The partitions that this process owns. */
    private static final class Partitions implements PartitionOwner {
        private final Node node;
        private final StateOptions options;
        private final StateMeters meters;
        private final Map<Integer, StateVerticle> verticles = new ConcurrentHashMap<>();
        private boolean indexAsked;

        Partitions(Node node, StateOptions options, StateMeters meters) {
            this.node = node;
            this.options = options;
            this.meters = meters;
        }

        @Override
        public Future<Void> acquire(int partition, long epoch) {
            StateVerticle verticle = new StateVerticle(node, options, meters, partition, epoch);
            return node.vertx()
                    .deployVerticle(verticle)
                    .onSuccess(deployed -> {
                        verticles.put(partition, verticle);
                        // What came to the universe while the verticle started.
                        verticle.run(() ->
                                verticle.addAll(node.instruments().universe().instruments()));
                    })
                    .mapEmpty();
        }

        @Override
        public Future<Void> release(int partition) {
            StateVerticle verticle = verticles.remove(partition);
            return verticle == null ? Future.succeededFuture() : node.vertx().undeploy(verticle.deploymentID());
        }

        void changed(InstrumentChange change, Universe universe) {
            switch (change) {
                case InstrumentChange.Added added ->
                    of(added).forEach(verticle -> verticle.run(() -> verticle.addAll(List.of(added.instrument()))));
                case InstrumentChange.Removed removed ->
                    of(removed).forEach(verticle -> verticle.run(() -> verticle.remove(removed.instrument())));
            }
            ensureIndex(universe);
        }

        private List<StateVerticle> of(InstrumentChange change) {
            StateVerticle verticle =
                    verticles.get(node.partitions().of(change.instrument().id()));
            return verticle == null ? List.of() : List.of(verticle);
        }

        /**
         * The index is an instrument too; it comes after the first of the others, so that these have their ids whoever
         * starts first.
         */
        void ensureIndex(Universe universe) {
            if (indexAsked || universe.size() == 0) {
                return;
            }
            indexAsked = true;
            if (universe.bySymbol(IndexShare.SYMBOL).isEmpty()) {
                node.instruments()
                        .addAll(List.of(new InstrumentDraft(
                                IndexShare.SYMBOL, IndexAssembler.DECIMALS, 0, 1, 1, IndexAssembler.BASE)))
                        .onFailure(failure -> LOG.error("the index could not be added to the instruments", failure));
            }
        }
    }
}
