package dev.bourse.classification;

import dev.bourse.classification.checkpoint.ClassificationCheckpoint.EngineMark;
import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.log.JudgementLog;
import dev.bourse.classification.payload.EngineLoader;
import dev.bourse.shared.config.StartFailure;
import dev.bourse.shared.telemetry.Health;
import dev.bourse.shared.telemetry.RotatingLog;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all partitions of a process share: the loaded engines, the workers of the heavy ones, meters and the log. */
final class Engines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

    private final List<EngineLoader.Loaded> engines;
    private final ClassificationMeters meters;
    private final WorkerExecutor workers;
    private final @Nullable RotatingLog file;
    private final @Nullable JudgementLog log;
    private final Map<Integer, String> failures = new ConcurrentHashMap<>();

    private Engines(Vertx vertx, Telemetry telemetry, List<EngineLoader.Loaded> engines, @Nullable RotatingLog file) {
        this.engines = engines;
        this.meters = new ClassificationMeters(telemetry);
        this.workers = vertx.createSharedWorkerExecutor("classification-heavy", Math.max(2, CPUS));
        this.file = file;
        this.log = file == null ? null : new JudgementLog(file);
        telemetry.health().ready("classification.engines", this::health);
        if (file != null) {
            telemetry.gauge("classification.log.dropped", "Judgements that were not logged", file::dropped);
        }
    }

    private static final int CPUS = Runtime.getRuntime().availableProcessors();

    /**
     * Loads the engines and opens the log. Blocks: not for an event loop.
     *
     * @throws StartFailure if an engine cannot be loaded or needs what the states do not have, or the log cannot be
     *     opened
     */
    static Engines load(
            Vertx vertx, Telemetry telemetry, ClassificationOptions options, Supplier<EngineLoader> loader) {
        try {
            List<EngineLoader.Loaded> loaded = loader.get().load(options.engines(), options.payloads());
            for (EngineLoader.Loaded one : loaded) {
                one.engine().require(options.lookbacks().layout());
                LOG.info(
                        "engine {} {}, sha-256 {}",
                        one.engine().id(),
                        one.engine().version(),
                        one.checksum());
            }
            return new Engines(vertx, telemetry, loaded, open(options));
        } catch (IllegalArgumentException refused) {
            throw new StartFailure(String.valueOf(refused.getMessage()), refused);
        }
    }

    private static @Nullable RotatingLog open(ClassificationOptions options) {
        if (options.log() == ClassificationOptions.Logged.OFF) {
            return null;
        }
        try {
            return new RotatingLog(
                    "classification-log", options.logFile(), options.logBytes(), options.logKept(), options.logQueue());
        } catch (IOException unwritable) {
            throw new StartFailure(
                    options.logFile() + " cannot be written; name another file with --classification.log-file",
                    unwritable);
        }
    }

    List<Engine> of(Engine.Cost cost) {
        return engines.stream()
                .map(EngineLoader.Loaded::engine)
                .filter(engine -> engine.cost() == cost)
                .toList();
    }

    /** What tells the engines of a cost from others, in the order of {@link #of}. */
    List<EngineMark> marks(Engine.Cost cost) {
        return engines.stream()
                .filter(loaded -> loaded.engine().cost() == cost)
                .map(loaded ->
                        new EngineMark(loaded.engine().id(), loaded.engine().version(), loaded.checksum()))
                .toList();
    }

    boolean hasHeavy() {
        return !of(Engine.Cost.HEAVY).isEmpty();
    }

    /** Runs the heavy engines, in order for each calling context. */
    WorkerExecutor workers() {
        return workers;
    }

    ClassificationMeters meters() {
        return meters;
    }

    @Nullable
    JudgementLog log() {
        return log;
    }

    void failed(int partition, String reason) {
        failures.put(partition, reason);
    }

    private Health.Status health() {
        return failures.isEmpty()
                ? Health.Status.up(engines.size() + " engines")
                : Health.Status.down("stopped partitions: " + failures);
    }

    /** Writes what waits for the log. Blocks. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
