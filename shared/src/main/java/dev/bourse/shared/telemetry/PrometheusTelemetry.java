package dev.bourse.shared.telemetry;

import dev.bourse.shared.bus.FlowCounters;
import dev.bourse.shared.bus.Stage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** {@link Telemetry} in a Micrometer registry that Prometheus scrapes. */
public final class PrometheusTelemetry implements Telemetry, AutoCloseable {
    private static final String PREFIX = "bourse.";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HopSummaries hops = new HopSummaries(System::nanoTime);
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Health health = new Health();
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final FlowCounters flow;

    /** A registry with nothing in it but the hops. */
    public PrometheusTelemetry() {
        registry.getPrometheusRegistry().register(hops);
        flow = new CountedFlow(this);
    }

    /** Adds the JVM's own metrics: memory, garbage collection, threads, processor, uptime. */
    public PrometheusTelemetry withJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        garbage.bindTo(registry);
        return this;
    }

    /** Everything in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    /** For libraries that bring their own metrics. */
    public MeterRegistry registry() {
        return registry;
    }

    @Override
    public Counter counter(String name, String meaning, String... tags) {
        return counters.computeIfAbsent(name + '|' + String.join("|", tags), key -> {
            io.micrometer.core.instrument.Counter counter = io.micrometer.core.instrument.Counter.builder(PREFIX + name)
                    .description(meaning)
                    .tags(tags)
                    .register(registry);
            return new Counter() {
                @Override
                public void add(long amount) {
                    counter.increment((double) amount);
                }

                @Override
                public long count() {
                    return (long) counter.count();
                }
            };
        });
    }

    @Override
    public void gauge(String name, String meaning, DoubleSupplier value, String... tags) {
        // Micrometer keeps the first supplier of a name; who asks again has a newer one.
        registry.remove(new Meter.Id(PREFIX + name, Tags.of(tags), null, meaning, Meter.Type.GAUGE));
        Gauge.builder(PREFIX + name, value, DoubleSupplier::getAsDouble)
                .description(meaning)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    @Override
    public Hop hop(String name) {
        return hops.hop(name);
    }

    @Override
    public FlowCounters flow() {
        return flow;
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }

    private static final class CountedFlow implements FlowCounters {
        private final Map<Stage, Counter> duplicates = new EnumMap<>(Stage.class);
        private final Map<Stage, Counter> stale = new EnumMap<>(Stage.class);
        private final Map<Stage, Counter> gaps = new EnumMap<>(Stage.class);
        private final Map<Stage, Counter> lost = new EnumMap<>(Stage.class);
        private final Map<Stage, Counter> absent = new EnumMap<>(Stage.class);
        private final Map<Stage, Counter> withheld = new EnumMap<>(Stage.class);
        private final Map<Stage, Counter> madeUp = new EnumMap<>(Stage.class);
        private final Map<Stage, Counter> forgotten = new EnumMap<>(Stage.class);
        private final Map<Stage, LongAdder> rows = new EnumMap<>(Stage.class);

        CountedFlow(Telemetry telemetry) {
            for (Stage stage : Stage.values()) {
                String[] tags = {"stage", stage.word()};
                duplicates.put(
                        stage,
                        telemetry.counter("batches.duplicate", "Batches that came again and were dropped", tags));
                stale.put(
                        stage,
                        telemetry.counter(
                                "batches.stale", "Batches of a former owner of their partition, dropped", tags));
                gaps.put(stage, telemetry.counter("batches.gaps", "Batches that came before their predecessors", tags));
                lost.put(
                        stage,
                        telemetry.counter(
                                "batches.lost", "Batches that no sender has any more for a new receiver", tags));
                absent.put(
                        stage,
                        telemetry.counter(
                                "sender.absent", "Times that a receiver knocked and no sender was there", tags));
                withheld.put(
                        stage,
                        telemetry.counter("observers.withheld", "Batches that an observer had no room for", tags));
                madeUp.put(
                        stage,
                        telemetry.counter(
                                "observers.made.up", "Batches that observers got in place of what they missed", tags));
                forgotten.put(
                        stage,
                        telemetry.counter(
                                "observers.forgotten", "Observers that had not answered for 10 seconds", tags));
                LongAdder underWay = new LongAdder();
                rows.put(stage, underWay);
                telemetry.gauge(
                        "observers.rows", "Rows on their way to observers, not answered yet", underWay::sum, tags);
            }
        }

        @Override
        public void duplicate(Stage stage) {
            count(duplicates, stage);
        }

        @Override
        public void staleEpoch(Stage stage) {
            count(stale, stage);
        }

        @Override
        public void gap(Stage stage) {
            count(gaps, stage);
        }

        @Override
        public void lost(Stage stage, long batches) {
            Counter counter = lost.get(stage);
            if (counter != null) {
                counter.add(batches);
            }
        }

        @Override
        public void senderAbsent(Stage stage) {
            count(absent, stage);
        }

        @Override
        public void withheld(Stage stage) {
            count(withheld, stage);
        }

        @Override
        public void madeUp(Stage stage) {
            count(madeUp, stage);
        }

        @Override
        public void observerForgotten(Stage stage) {
            count(forgotten, stage);
        }

        @Override
        public void observerRows(Stage stage, int more) {
            LongAdder underWay = rows.get(stage);
            if (underWay != null) {
                underWay.add(more);
            }
        }

        private static void count(Map<Stage, Counter> counters, Stage stage) {
            Counter counter = counters.get(stage);
            if (counter != null) {
                counter.increment();
            }
        }
    }
}
