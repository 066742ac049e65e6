package dev.bourse.bench.peer;

import dev.bourse.bench.process.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Kafka Streams over one broker in a JVM of its own: a thread for each core, states in plain maps of the processors, so
 * without the change log that would make them outlive the process. The ticks are in the topic before a clock starts.
 */
final class KafkaContender implements Contender {
    private static final int PATIENCE_SECONDS = 600;

    private final String broker;
    private final Path folder;
    private final boolean toTopic;

    /** {@code toTopic}: whether each output is also written to a topic. */
    KafkaContender(String broker, Path folder, boolean toTopic) {
        this.broker = broker;
        this.folder = folder;
        this.toTopic = toTopic;
    }

    /** Starts the broker, with its logs in that folder. */
    static ChildJvm broker(Path folder) {
        return ChildJvm.start("1g", KafkaBroker.class, folder.resolve("broker"));
    }

    @Override
    public String name() {
        return toTopic ? "kafka streams, to a topic" : "kafka streams";
    }

    @Override
    public Stopwatch.Passed run(Work work, Outputs outputs) throws InterruptedException {
        Topology topology = new Topology();
        topology.addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), KafkaTicks.TOPIC);
        topology.addProcessor("windows", () -> new Step(outputs, toTopic), "source");
        if (toTopic) {
            topology.addSink("sink", "views", new ByteArraySerializer(), new ByteArraySerializer(), "windows");
        }
        try (KafkaStreams streams = new KafkaStreams(topology, settings())) {
            streams.start();
            Stopwatch.Passed passed = outputs.await(PATIENCE_SECONDS);
            streams.close(Duration.ofSeconds(30));
            return passed;
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench-" + UUID.randomUUID());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("streams").toString());
        settings.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG, Runtime.getRuntime().availableProcessors());
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        settings.put(StreamsConfig.consumerPrefix("max.poll.records"), "10000");
        settings.put(StreamsConfig.consumerPrefix("fetch.min.bytes"), "65536");
        settings.put(StreamsConfig.consumerPrefix("max.partition.fetch.bytes"), "4194304");
        settings.put(StreamsConfig.producerPrefix("batch.size"), "262144");
        settings.put(StreamsConfig.producerPrefix("linger.ms"), "5");
        return settings;
    }

    @Override
    public void close() {
        // Each run ends its own streams; whoever started the broker ends it.
    }

    private static final class Step implements Processor<byte[], byte[], byte[], byte[]> {
        private final Map<Integer, Windows> instruments = new HashMap<>();
        private final Outputs outputs;
        private final boolean toTopic;
        private ProcessorContext<byte[], byte[]> context;

        @SuppressWarnings("NullAway.Init") // init comes before any record
        Step(Outputs outputs, boolean toTopic) {
            this.outputs = outputs;
            this.toTopic = toTopic;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> given) {
            context = given;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            outputs.begin();
            Tick tick = KafkaTicks.read(record.key(), record.value());
            View view = instruments
                    .computeIfAbsent(tick.instrument(), id -> new Windows())
                    .apply(tick);
            if (toTopic) {
                context.forward(record.withValue(KafkaTicks.write(view)));
            }
            outputs.accept(view);
        }
    }
}
