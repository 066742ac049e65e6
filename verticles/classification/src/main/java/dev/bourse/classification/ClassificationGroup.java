package dev.bourse.classification;

import dev.bourse.classification.payload.EngineLoader;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.PartitionOwner;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.instrument.InstrumentChange;
import dev.bourse.shared.launch.Group;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classification group in a process: engines loaded once, and one verticle for each partition that the process
 * owns.
 */
public final class ClassificationGroup implements Group {
    private static final Logger LOG = LoggerFactory.getLogger(ClassificationGroup.class);

    private final Supplier<EngineLoader> loader;
    private @Nullable Engines engines;

    /** With the engines that stand on the class path. */
    public ClassificationGroup() {
        this(EngineLoader::fromClassPath);
    }

    ClassificationGroup(Supplier<EngineLoader> loader) {
        this.loader = loader;
    }

    @Override
    public String name() {
        return "classification";
    }

    @Override
    public void check(Settings settings) {
        ClassificationOptions.from(settings);
    }

    @Override
    public Future<?> deploy(Node node, Settings settings) {
        ClassificationOptions options = ClassificationOptions.from(settings);
        return node.vertx()
                .executeBlocking(() -> Engines.load(node.vertx(), node.telemetry(), options, loader))
                .compose(loaded -> {
                    engines = loaded;
                    Partitions owned = new Partitions(node, options, loaded);
                    node.instruments().onChange((change, universe) -> owned.changed(change));
                    node.telemetry()
                            .gauge(
                                    "classification.partitions",
                                    "Partitions that this process classifies",
                                    owned.verticles::size);
                    return node.ownership().register(name(), owned);
                });
    }

    @Override
    public Future<?> stop() {
        try {
            if (engines != null) {
                engines.close();
            }
        } catch (IOException unwritable) {
            LOG.error("the log of judgements could not be closed", unwritable);
        }
        return Future.succeededFuture();
    }

    /** The partitions that this process owns. */
    private record Partitions(
            Node node, ClassificationOptions options, Engines engines, Map<Integer, ClassificationVerticle> verticles)
            implements PartitionOwner {

        Partitions(Node node, ClassificationOptions options, Engines engines) {
            this(node, options, engines, new ConcurrentHashMap<>());
        }

        @Override
        public Future<Void> acquire(int partition, long epoch) {
            ClassificationVerticle verticle = new ClassificationVerticle(node, options, engines, partition, epoch);
            return node.vertx()
                    .deployVerticle(verticle)
                    .onSuccess(deployed -> verticles.put(partition, verticle))
                    .mapEmpty();
        }

        @Override
        public Future<Void> release(int partition) {
            ClassificationVerticle verticle = verticles.remove(partition);
            return verticle == null ? Future.succeededFuture() : node.vertx().undeploy(verticle.deploymentID());
        }

        void changed(InstrumentChange change) {
            int id = change.instrument().id();
            ClassificationVerticle verticle = verticles.get(node.partitions().of(id));
            switch (change) {
                case InstrumentChange.Added added -> {
                    LOG.trace(
                            "{} is met with its first state", added.instrument().symbol());
                    if (verticle != null) {
                        verticle.instrumentCame();
                    }
                }
                case InstrumentChange.Removed removed -> {
                    if (verticle != null) {
                        verticle.remove(removed.instrument().id());
                    }
                }
            }
        }
    }
}
