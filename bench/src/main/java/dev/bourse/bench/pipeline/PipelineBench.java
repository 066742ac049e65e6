package dev.bourse.bench.pipeline;

import com.sun.management.OperatingSystemMXBean;
import dev.bourse.classification.ClassificationGroup;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.telemetry.PrometheusTelemetry;
import dev.bourse.state.StateGroup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Ticks a second through the analysis in one process, 5,000 instruments in 64 partitions: feed alone into a null stage,
 * feed and state into a null stage, and the whole of it; then latency from the moment a tick was due to the signal, in
 * open loop. Arguments: seconds for each measurement (5), ticks in a batch (256), ticks a second of the open loop
 * (500000).
 */
public final class PipelineBench {
    private static final int PARTITIONS = 64;
    private static final int INSTRUMENTS = 5_000;
    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    /** How far the ticks go. */
    private enum Reach {
        FEED("feed -> null"),
        STATE("feed -> state -> null"),
        CLASSIFICATION("feed -> state -> classification");

        private final String words;

        Reach(String words) {
            this.words = words;
        }
    }

    /** A stretch of time, and the processor time of all threads in it. */
    private record Passed(double seconds, long cpuNanos) {}

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final PrintStream out;
    private final double seconds;
    private final int batch;

    private PipelineBench(PrintStream out, double seconds, int batch) {
        this.out = out;
        this.seconds = seconds;
        this.batch = batch;
    }

    /** Runs all measurements and prints a line for each. */
    public static void main(String[] arguments) {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 5;
        int batch = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 256;
        double rate = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 500_000;
        PipelineBench bench = new PipelineBench(System.out, seconds, batch);
        for (Reach reach : Reach.values()) {
            bench.throughput(reach);
        }
        bench.latency(rate);
    }

    private void throughput(Reach reach) {
        try (Run run = new Run(reach, batch, 0)) {
            run.pass(seconds); // so that the code is compiled and the rings have grown
            long before = run.ticks();
            Passed passed = run.pass(seconds);
            long ticks = run.ticks() - before;
            out.printf(
                    Locale.ROOT,
                    "%-34s %,12.0f ticks/s %,8.0f ns of processor time a tick%n",
                    reach.words,
                    ticks / passed.seconds(),
                    (double) passed.cpuNanos() / Math.max(1, ticks));
        }
    }

    private void latency(double rate) {
        try (Run run = new Run(Reach.CLASSIFICATION, batch, rate)) {
            run.pass(seconds);
            run.latency.reset();
            long before = run.ticks();
            Passed passed = run.pass(seconds);
            Histogram latency = run.latency.copy();
            out.printf(
                    Locale.ROOT,
                    "open loop at %,.0f ticks/s: %,.0f ticks/s; due -> signal, us: p50 %,.0f p99 %,.0f p99.9 %,.0f max"
                            + " %,.0f (%,d signal batches)%n",
                    rate,
                    (run.ticks() - before) / passed.seconds(),
                    latency.getValueAtPercentile(50) / 1e3,
                    latency.getValueAtPercentile(99) / 1e3,
                    latency.getValueAtPercentile(99.9) / 1e3,
                    latency.getMaxValue() / 1e3,
                    latency.getTotalCount());
        }
    }

    /** One deployment of the stages. */
    private static final class Run implements AutoCloseable {
        private final Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()));
        private final PrometheusTelemetry telemetry = new PrometheusTelemetry();
        private final Node node = LocalNode.of(vertx, telemetry, PARTITIONS, INSTRUMENTS);
        private final LongAdder received = new LongAdder();
        private final ConcurrentHistogram latency = new ConcurrentHistogram(1, HOUR_NANOS, 3);
        private final Reach reach;

        Run(Reach reach, int batch, double rate) {
            this.reach = reach;
            List<Future<?>> deployed = new ArrayList<>();
            Settings settings = Settings.of(Map.of());
            if (reach != Reach.FEED) {
                deployed.add(new StateGroup().deploy(node, settings));
            }
            if (reach == Reach.CLASSIFICATION) {
                deployed.add(new ClassificationGroup().deploy(node, settings));
            }
            for (int partition = 0; partition < PARTITIONS; partition++) {
                if (reach != Reach.CLASSIFICATION) {
                    Stage last = reach == Reach.FEED ? Stage.TICKS : Stage.STATES;
                    deployed.add(vertx.deployVerticle(new NullReceiver(last, partition, received)));
                }
                vertx.eventBus()
                        .<SignalBatch>consumer(
                                Stage.SIGNALS.address(partition),
                                signals -> record(signals.body().header().ingestedNanos()));
                deployed.add(vertx.deployVerticle(new Feeder(node, partition, batch, rate / PARTITIONS)));
            }
            Future.all(deployed).toCompletionStage().toCompletableFuture().join();
        }

        private void record(long ingestedNanos) {
            latency.recordValue(Math.clamp(node.clock().nanos() - ingestedNanos, 1, HOUR_NANOS));
        }

        long ticks() {
            return reach == Reach.CLASSIFICATION
                    ? telemetry
                            .counter("classification.states", "States that were classified")
                            .count()
                    : received.sum();
        }

        /** Lets time pass; gives how much it was, and the processor time that this process took. */
        Passed pass(double seconds) {
            long began = System.nanoTime();
            long cpuBegan = PROCESS.getProcessCpuTime();
            vertx.timer((long) (seconds * 1e3), TimeUnit.MILLISECONDS)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return new Passed((System.nanoTime() - began) / 1e9, PROCESS.getProcessCpuTime() - cpuBegan);
        }

        @Override
        public void close() {
            vertx.close().toCompletionStage().toCompletableFuture().join();
            telemetry.close();
        }
    }
}
