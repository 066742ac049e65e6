package dev.bourse.bench.pipeline;

import com.sun.management.OperatingSystemMXBean;
import dev.bourse.classification.ClassificationGroup;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.message.Batch;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.telemetry.PrometheusTelemetry;
import dev.bourse.state.StateGroup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.HdrHistogram.ConcurrentHistogram;

/** One deployment of the stages, fed from its start on. Used by one thread. */
public final class PipelineRun implements AutoCloseable {
    /** How many partitions there are. */
    public static final int PARTITIONS = 64;

    static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    /** Longest wait for what is on its way when a run ends. */
    private static final int DRAIN_SECONDS = 30;

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /**
     * What is run.
     *
     * @param batch ticks in a batch
     * @param rate ticks a second, 0 for as many as possible
     * @param roundMillis event time between two ticks of an instrument; 0 for 1 ms after every tick of its partition
     * @param rounds how many ticks each instrument gets at first
     */
    public record Plan(Reach reach, int instruments, int batch, double rate, long roundMillis, long rounds) {}

    /** A stretch of time, and the processor time of all threads in it. */
    public record Passed(double seconds, long cpuNanos) {}

    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()));
    private final PrometheusTelemetry telemetry = new PrometheusTelemetry();
    private final LongAdder received = new LongAdder();
    private final ConcurrentHistogram latency = new ConcurrentHistogram(1, HOUR_NANOS, 3);
    private final List<Feeder> feeders = new ArrayList<>();
    private final Plan plan;
    private final Node node;
    private Future<?> fed = Future.succeededFuture();

    /** Deploys the stages and begins to feed. */
    public PipelineRun(Plan plan) {
        this(plan, batch -> {});
    }

    /** The same with a last stage that gives each batch to the sink, on the event loop of its partition. */
    public PipelineRun(Plan plan, Consumer<Batch> sink) {
        this.plan = plan;
        this.node = LocalNode.of(vertx, telemetry, PARTITIONS, plan.instruments());
        List<Future<?>> deployed = new ArrayList<>();
        Settings settings = Settings.of(Map.of());
        // One after the other: verticles go to the event loops in turn, and groups that are deployed at once may by
        // chance have one loop each, so that one stage's loop is the limit and the other sleeps.
        if (plan.reach() != Reach.FEED) {
            await(new StateGroup().deploy(node, settings));
        }
        if (plan.reach() == Reach.CLASSIFICATION) {
            await(new ClassificationGroup().deploy(node, settings));
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            if (plan.reach() != Reach.CLASSIFICATION) {
                Stage last = plan.reach() == Reach.FEED ? Stage.TICKS : Stage.STATES;
                deployed.add(vertx.deployVerticle(new NullReceiver(last, partition, received, sink)));
            }
            vertx.eventBus().<SignalBatch>consumer(Stage.SIGNALS.address(partition), signals -> record(signals.body()));
            Feeder feeder = new Feeder(node, partition, plan.batch(), plan.rate() / PARTITIONS, plan.roundMillis());
            feeders.add(feeder);
            deployed.add(vertx.deployVerticle(feeder));
        }
        await(Future.all(deployed));
        feed(plan.rounds(), plan.roundMillis());
    }

    private void record(SignalBatch signals) {
        latency.recordValue(Math.clamp(node.clock().nanos() - signals.header().ingestedNanos(), 1, HOUR_NANOS));
    }

    /** Feeds on until each instrument has had that many ticks, with so much event time between two of them. */
    public void feed(long rounds, long roundMillis) {
        fed = all(feeder -> feeder.until(rounds, roundMillis));
    }

    /** Waits until what was to be fed is acknowledged. */
    public void awaitFed() {
        await(fed);
    }

    /** From the moment a batch's oldest tick was due to its signals, nanoseconds. */
    ConcurrentHistogram latency() {
        return latency;
    }

    /** Ticks that have gone all the way. */
    public long ticks() {
        return plan.reach() == Reach.CLASSIFICATION
                ? telemetry
                        .counter("classification.states", "States that were classified")
                        .count()
                : received.sum();
    }

    /** Lets time pass; gives how much it was, and the processor time that this process took. */
    public Passed pass(double seconds) {
        long began = System.nanoTime();
        long cpuBegan = PROCESS.getProcessCpuTime();
        await(vertx.timer((long) (seconds * 1e3), TimeUnit.MILLISECONDS));
        return new Passed((System.nanoTime() - began) / 1e9, PROCESS.getProcessCpuTime() - cpuBegan);
    }

    /** Ends in the order of the flow: no more ticks, then all that are on their way arrive, then the stages go. */
    @Override
    public void close() {
        Future<?> last = all(feeder -> feeder.until(0, plan.roundMillis())).timeout(DRAIN_SECONDS, TimeUnit.SECONDS);
        await(last.otherwiseEmpty());
        long before;
        do {
            before = ticks();
            pass(0.1);
        } while (ticks() != before);
        await(vertx.close());
        telemetry.close();
    }

    private Future<?> all(Function<Feeder, Future<Void>> action) {
        return Future.all(feeders.stream().map(action).toList());
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
