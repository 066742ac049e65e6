package dev.bourse.bench.peer;

import dev.bourse.bench.tick.RandomWalk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The ticks in a topic of the broker, 32 bytes and a key of 4 each, keyed by the instrument's id. */
final class KafkaTicks {
    static final String TOPIC = "ticks";
    static final int PARTITIONS = 4;

    private static final int BATCH = 256;

    private KafkaTicks() {}

    /** Writes all of them; they stay there for every run. */
    static void write(String broker, Work work) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(List.of(
                            new NewTopic(TOPIC, PARTITIONS, (short) 1), new NewTopic("views", PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        Properties settings = new Properties();
        settings.put("bootstrap.servers", broker);
        settings.put("batch.size", "262144");
        settings.put("linger.ms", "5");
        settings.put("acks", "1");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            RandomWalk[] walks = new RandomWalk[Work.WALKS];
            for (int number = 0; number < walks.length; number++) {
                walks[number] = work.walk(number);
            }
            for (long sent = 0; sent < work.ticks(); ) {
                for (int number = 0; number < walks.length; number++) {
                    sent += write(producer, walks[number], number % PARTITIONS, work.rounds());
                }
            }
            producer.flush();
        }
    }

    private static int write(KafkaProducer<byte[], byte[]> producer, RandomWalk walk, int partition, int rounds) {
        int count = (int) Math.min(BATCH, (long) rounds * walk.instruments() - walk.made());
        for (int i = 0; i < count; i++) {
            walk.next();
            byte[] key =
                    ByteBuffer.allocate(Integer.BYTES).putInt(walk.instrument()).array();
            byte[] value = ByteBuffer.allocate(4 * Long.BYTES)
                    .putLong(walk.sequence())
                    .putLong(walk.time())
                    .putLong(walk.price())
                    .putLong(walk.size())
                    .array();
            producer.send(new ProducerRecord<>(TOPIC, partition, key, value));
        }
        return count;
    }

    static Tick read(byte[] key, byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        return new Tick(
                ByteBuffer.wrap(key).getInt(), bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    static byte[] write(View view) {
        return ByteBuffer.allocate(8 * Long.BYTES)
                .putLong(view.sequence())
                .putLong(view.last())
                .putLong(view.high())
                .putLong(view.low())
                .putLong(view.average1m())
                .putLong(view.average5m())
                .putLong(view.average15m())
                .putLong(view.average60m())
                .array();
    }
}
