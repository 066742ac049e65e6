package dev.bourse.standalone;

import static dev.bourse.shared.cluster.TestNode.await;

import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.log.AppendResult;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogMark;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.message.TickBatchBuilder;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Plays the data stage: random ticks, batch after batch for each partition, into the log and then on the bus, and the
 * ticks of the index as it is asked for them. It remembers all of them.
 */
final class PlayedData {
    private static final long EPOCH = 7;
    private static final long START = 1_700_000_000_000L;
    private static final long LATENESS = 5_000;

    private final Node node;
    private final List<Instrument> instruments;
    private final Random random = new Random(20_261_122);
    private final Map<Integer, List<TickBatch>> sent = new TreeMap<>();
    private final Map<Integer, Long> sequences = new TreeMap<>();
    private final Map<Integer, Long> prices = new TreeMap<>();
    private final List<IndexTick> index = new ArrayList<>();
    private long time = START;

    /** A tick of the index that was asked for. */
    record IndexTick(long time, long price) {}

    PlayedData(Node node, List<Instrument> instruments) {
        this.node = node;
        this.instruments = instruments;
        for (int partition = 0; partition < node.partitions().count(); partition++) {
            await(node.logs().ticks().open(partition, EPOCH));
            sent.put(partition, new ArrayList<>());
        }
        await(node.vertx()
                .eventBus()
                .<JsonObject>consumer(
                        "index.tick",
                        asked -> node.vertx()
                                .executeBlocking(() -> indexed(asked.body()))
                                .onSuccess(asked::reply))
                .completion());
    }

    /** The ticks of the index so far. */
    synchronized List<IndexTick> index() {
        return List.copyOf(index);
    }

    /** Each minute once, as the data group takes it. */
    private synchronized JsonObject indexed(JsonObject asked) {
        long tickTime = asked.getLong("time");
        if (!index.isEmpty() && tickTime <= index.getLast().time()) {
            return new JsonObject().put("outcome", "known");
        }
        int instrument = asked.getInteger("instrument");
        int partition = node.partitions().of(instrument);
        TickBatchBuilder ticks = new TickBatchBuilder(1);
        ticks.add(instrument, sequences.merge(instrument, 1L, Long::sum), tickTime, asked.getLong("price"), 0, 1);
        write(partition, ticks, time - LATENESS);
        publish(partition);
        index.add(new IndexTick(tickTime, asked.getLong("price")));
        return new JsonObject().put("outcome", "ok");
    }

    /** All batches of a partition so far. */
    synchronized List<TickBatch> sent(int partition) {
        return List.copyOf(sent.getOrDefault(partition, List.of()));
    }

    /** Sends so many rounds of one batch for each partition. */
    void send(int rounds) {
        for (int round = 0; round < rounds; round++) {
            sendOne();
        }
        for (int partition = 0; partition < node.partitions().count(); partition++) {
            publish(partition);
        }
    }

    /** As a sender does that has room again: the newest batch shows the receiver what it lacks. */
    private void publish(int partition) {
        List<TickBatch> all = sent(partition);
        if (!all.isEmpty()) {
            node.vertx().eventBus().publish(Stage.TICKS.address(partition), all.getLast());
        }
    }

    private synchronized void sendOne() {
        time += random.nextInt(5_000);
        for (int partition = 0; partition < node.partitions().count(); partition++) {
            sendOne(partition);
        }
    }

    private void sendOne(int partition) {
        TickBatchBuilder ticks = new TickBatchBuilder(64);
        for (Instrument instrument : instruments) {
            if (node.partitions().of(instrument.id()) == partition) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    add(ticks, instrument.id());
                }
            }
        }
        write(partition, ticks, time - LATENESS);
    }

    private void write(int partition, TickBatchBuilder ticks, long watermark) {
        long sequence = sent(partition).size() + 1L;
        TickBatch batch = ticks.build(new BatchHeader(partition, EPOCH, sequence, watermark, 1, 1));
        sent.computeIfAbsent(partition, none -> new ArrayList<>()).add(batch);
        LogEntry entry = new LogEntry(sequence, BatchCodec.encode(batch), new byte[0]);
        AppendResult result = await(node.logs()
                .ticks()
                .append(partition, EPOCH, List.of(entry), Optional.of(new LogMark(sequence, new byte[0]))));
        if (result.outcome() != AppendResult.Outcome.APPENDED) {
            throw new AssertionError(entry + ": " + result);
        }
        // As from a sender whose window is full now and then: what is not published is in the log.
        if (random.nextInt(5) > 0) {
            node.vertx().eventBus().publish(Stage.TICKS.address(partition), batch);
        }
    }

    private void add(TickBatchBuilder ticks, int instrument) {
        long sequence = sequences.merge(instrument, 1L, Long::sum);
        long price = prices.merge(instrument, 10_000L, (now, first) -> Math.max(1, now + random.nextInt(-20, 21)));
        long late = random.nextInt(10) == 0 ? random.nextInt(6_000) : 0;
        ticks.add(instrument, sequence, time - late, price, 1 + random.nextInt(100), 1);
    }
}
