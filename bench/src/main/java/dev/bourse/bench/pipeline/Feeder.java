package dev.bourse.bench.pipeline;

import dev.bourse.shared.bus.BatchSender;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.message.TickBatchBuilder;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Arrays;

/**
 * Makes ticks of one partition: random walks over its instruments in turn, 1 ms of event time after every tick of the
 * partition. At a rate, what is due is sent with the time at which it was due, whenever that is possible (open loop);
 * without one, it sends as long as there is room.
 */
final class Feeder extends VerticleBase {
    private static final int WINDOW = 32;
    private static final int BATCHES_IN_A_ROW = 4;

    private final Node node;
    private final int partition;
    private final int batch;
    private final double ticksPerNano;
    private final int[] instruments;
    private final long[] sequences;
    private final long[] prices;
    private final TickBatchBuilder builder;

    private BatchSender<TickBatch> sender;
    private long startNanos;
    private long sent;
    private long random;

    /**
     * A feeder that sends batches of at most {@code batch} ticks; {@code ticksPerSecond} is 0 for as many as possible.
     */
    @SuppressWarnings("NullAway.Init") // what needs Vert.x is made in start, before anything can call
    Feeder(Node node, int partition, int batch, double ticksPerSecond) {
        this.node = node;
        this.partition = partition;
        this.batch = batch;
        this.ticksPerNano = ticksPerSecond / 1e9;
        this.instruments = node.instruments().universe().instruments().stream()
                .mapToInt(instrument -> instrument.id())
                .filter(id -> node.partitions().of(id) == partition)
                .toArray();
        this.sequences = new long[instruments.length];
        this.prices = new long[instruments.length];
        Arrays.fill(prices, 10_000);
        this.builder = new TickBatchBuilder(batch);
        this.random = partition * 0x9e3779b97f4a7c15L + 1;
    }

    @Override
    public Future<?> start() {
        sender = new BatchSender<>(vertx, Stage.TICKS, partition, 1, 0, WINDOW, node.clock()::nanos);
        startNanos = node.clock().nanos();
        if (ticksPerNano > 0) {
            vertx.setPeriodic(1, timer -> sendDue());
        } else {
            sender.drainHandler(this::sendAll);
        }
        return sender.registered();
    }

    @Override
    public Future<?> stop() {
        return sender.close();
    }

    private void sendAll() {
        for (int i = 0; i < BATCHES_IN_A_ROW && sender.ready(); i++) {
            fill(batch, node.clock().nanos());
            send();
        }
    }

    private void sendDue() {
        long due = (long) ((node.clock().nanos() - startNanos) * ticksPerNano);
        while (sent < due && sender.ready()) {
            // Waiting for room counts as latency: a tick's time is the one at which it was due.
            fill((int) Math.min(batch, due - sent), startNanos + (long) (sent / ticksPerNano));
            send();
        }
    }

    private void fill(int count, long ingestedNanos) {
        for (int i = 0; i < count; i++) {
            int slot = (int) (sent % instruments.length);
            random ^= random << 13;
            random ^= random >>> 7;
            random ^= random << 17;
            prices[slot] = Math.max(1, prices[slot] + (random & 7) - 3);
            builder.add(
                    instruments[slot],
                    ++sequences[slot],
                    1_700_000_000_000L + sent,
                    prices[slot],
                    1 + (random >>> 60),
                    ingestedNanos);
            sent++;
        }
    }

    private void send() {
        sender.send(1_700_000_000_000L + sent, builder.ingestedNanos(), builder::build);
    }
}
