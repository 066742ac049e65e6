package dev.bourse.state;

import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.PartitionOwner;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentChange;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.instrument.Universe;
import dev.bourse.shared.launch.Group;
import dev.bourse.shared.telemetry.Health;
import dev.bourse.state.index.IndexAssembler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state group in a process: one verticle for each partition that the process owns. */
public final class StateGroup implements Group {
    private static final Logger LOG = LoggerFactory.getLogger(StateGroup.class);
    private static final long RETRY_MILLIS = 1_000;

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
        node.telemetry().gauge("state.caught.up", "Of those, the ones that are up to date", owned::upToDate);
        node.telemetry().gauge("state.lag", "Batches of ticks that are known and were not dealt with", owned::lag);
        node.telemetry().health().ready("state", owned::status);
        owned.ensureIndex(node.instruments().universe());
        return node.ownership().register(name(), owned);
    }

    /** The partitions that this process owns. */
    private static final class Partitions implements PartitionOwner {
        private final Node node;
        private final StateOptions options;
        private final StateMeters meters;
        private final Context context;
        private final Map<Integer, StateVerticle> verticles = new ConcurrentHashMap<>();
        /** What was begun last for a partition. */
        private final Map<Integer, Future<Void>> turns = new HashMap<>();

        private final Map<Integer, Long> terms = new ConcurrentHashMap<>();

        /** Whether ticks are kept for successors at all. */
        private final boolean kept;

        private boolean indexAsked;

        Partitions(Node node, StateOptions options, StateMeters meters) {
            this.node = node;
            this.options = options;
            this.meters = meters;
            this.context = node.vertx().getOrCreateContext();
            this.kept = node.logs().ticks().keeps();
        }

        @Override
        public Future<Void> acquire(int partition, long epoch) {
            return inTurn(partition, () -> {
                terms.put(partition, epoch);
                return start(partition, epoch, Long.MAX_VALUE).onFailure(failed -> terms.remove(partition, epoch));
            });
        }

        @Override
        public Future<Void> release(int partition) {
            terms.remove(partition);
            return inTurn(partition, () -> end(partition));
        }

        /** One thing at a time for each partition, since it may go back to a checkpoint whenever it must. */
        private synchronized Future<Void> inTurn(int partition, Supplier<Future<Void>> action) {
            Future<Void> before = turns.getOrDefault(partition, Future.succeededFuture());
            Future<Void> turn = onOwn(before).transform(done -> action.get());
            turns.put(partition, turn);
            return turn;
        }

        private Future<Void> start(int partition, long epoch, long limit) {
            StateVerticle verticle = new StateVerticle(
                    node,
                    options,
                    meters,
                    partition,
                    new StateTerm(
                            epoch,
                            limit,
                            node.clock().nanos(),
                            (asking, applied) -> rewind(partition, asking, applied)));
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

        private Future<Void> end(int partition) {
            StateVerticle verticle = verticles.remove(partition);
            return verticle == null ? Future.succeededFuture() : node.vertx().undeploy(verticle.deploymentID());
        }

        /** The partition begins again as after a takeover, with what classification has. */
        private void rewind(int partition, StateVerticle asking, long applied) {
            // Not on the verticle's context: what is deployed there ends with it.
            context.runOnContext(own -> inTurn(partition, () -> {
                if (verticles.get(partition) != asking) {
                    return Future.succeededFuture();
                }
                LOG.info("partition {} goes back to what classification has, {}", partition, applied);
                meters.rewound();
                return onOwn(end(partition)).transform(ended -> startAgain(partition, asking.epoch(), applied));
            }));
        }

        /** What follows is done on this group's context. */
        private Future<Void> onOwn(Future<Void> future) {
            Promise<Void> promise = Promise.promise();
            future.onComplete(done -> context.runOnContext(own -> promise.handle(done)));
            return promise.future();
        }

        private Future<Void> startAgain(int partition, long epoch, long limit) {
            return start(partition, epoch, limit).recover(failure -> {
                LOG.error("partition {} did not begin again", partition, failure);
                node.vertx()
                        .timer(RETRY_MILLIS, TimeUnit.MILLISECONDS)
                        .onSuccess(over -> inTurn(partition, () -> {
                            boolean mine =
                                    terms.getOrDefault(partition, 0L) == epoch && !verticles.containsKey(partition);
                            return mine ? startAgain(partition, epoch, limit) : Future.succeededFuture();
                        }));
                return Future.succeededFuture();
            });
        }

        private long upToDate() {
            return verticles.values().stream().filter(StateVerticle::upToDate).count();
        }

        private long lag() {
            return verticles.values().stream().mapToLong(StateVerticle::lag).sum();
        }

        /**
         * Only a feed from the beginning makes states right again that lack ticks; nobody shall find that out by
         * chance.
         */
        private Health.Status status() {
            List<Integer> wrong = verticles.entrySet().stream()
                    .filter(entry -> entry.getValue().lost() > 0)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            if (kept && !wrong.isEmpty()) {
                return Health.Status.down(
                        "the states of partitions " + wrong + " lack ticks of which no copy is left; they are wrong");
            }
            long ready = upToDate();
            String reason = ready + " of " + terms.size() + " partitions are up to date";
            return ready == terms.size() ? Health.Status.up(reason) : Health.Status.down(reason);
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
            if (universe.bySymbol(Instrument.INDEX).isEmpty()) {
                node.instruments()
                        .addAll(List.of(new InstrumentDraft(
                                Instrument.INDEX, IndexAssembler.DECIMALS, 0, 1, 1, IndexAssembler.BASE)))
                        .onFailure(failure -> LOG.error("the index could not be added to the instruments", failure));
            }
        }
    }
}
