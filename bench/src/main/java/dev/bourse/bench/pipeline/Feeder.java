package dev.bourse.bench.pipeline;

import dev.bourse.bench.tick.RandomWalk;
import dev.bourse.shared.bus.BatchSender;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.message.TickBatchBuilder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

/**
 * Makes ticks of one partition: random walks over its instruments in turn, 1 ms of event time after every tick of the
 * partition, or so many after every round over its instruments. At a rate, what is due is sent with the time at which
 * it was due, whenever that is possible (open loop); without one, it sends as long as there is room.
 */
final class Feeder extends VerticleBase {
    private static final int WINDOW = 32;
    private static final int BATCHES_IN_A_ROW = 4;

    private final Node node;
    private final int partition;
    private final int batch;
    private final double ticksPerNano;
    private final RandomWalk walk;
    private final TickBatchBuilder builder;

    private BatchSender<TickBatch> sender;
    private long startNanos;
    private Promise<Void> reached = Promise.promise();
    private long limit = Long.MAX_VALUE;

    /**
     * A feeder that sends batches of at most {@code batch} ticks; {@code ticksPerSecond} is 0 for as many as possible,
     * {@code roundMillis} for 1 ms of event time after every tick.
     */
    @SuppressWarnings("NullAway.Init") // what needs Vert.x is made in start, before anything can call
    Feeder(Node node, int partition, int batch, double ticksPerSecond, long roundMillis) {
        this.node = node;
        this.partition = partition;
        this.batch = batch;
        this.ticksPerNano = ticksPerSecond / 1e9;
        int[] own = node.instruments().universe().instruments().stream()
                .mapToInt(instrument -> instrument.id())
                .filter(id -> node.partitions().of(id) == partition)
                .toArray();
        this.walk = new RandomWalk(partition, own, roundMillis);
        this.builder = new TickBatchBuilder(batch);
    }

    @Override
    public Future<?> start() {
        sender = new BatchSender<>(vertx, Stage.TICKS, partition, 1, 0, WINDOW, node.clock()::nanos);
        startNanos = node.clock().nanos();
        if (ticksPerNano > 0) {
            vertx.setPeriodic(1, timer -> sendDue());
        }
        sender.drainHandler(this::drained);
        return sender.registered();
    }

    @Override
    public Future<?> stop() {
        return sender.close();
    }

    /**
     * Goes on until each instrument has had that many ticks, or all the time, with so much event time between two ticks
     * of an instrument; completes once every tick is acknowledged.
     */
    Future<Void> until(long rounds, long roundMillis) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(ignored -> {
            reached = promise;
            walk.pace(roundMillis);
            boolean always = rounds > Long.MAX_VALUE / walk.instruments();
            limit = always ? Long.MAX_VALUE : Math.max(walk.made(), rounds * walk.instruments());
            drained();
        });
        return promise.future();
    }

    private void drained() {
        if (ticksPerNano == 0) {
            sendAll();
        }
        if (walk.made() >= limit && sender.inFlight() == 0) {
            reached.tryComplete();
        }
    }

    private void sendAll() {
        for (int i = 0; i < BATCHES_IN_A_ROW && walk.made() < limit && sender.ready(); i++) {
            fill((int) Math.min(batch, limit - walk.made()), node.clock().nanos());
            send();
        }
    }

    private void sendDue() {
        long due = Math.min(limit, (long) ((node.clock().nanos() - startNanos) * ticksPerNano));
        while (walk.made() < due && sender.ready()) {
            // Waiting for room counts as latency: a tick's time is the one at which it was due.
            fill((int) Math.min(batch, due - walk.made()), startNanos + (long) (walk.made() / ticksPerNano));
            send();
        }
    }

    private void fill(int count, long ingestedNanos) {
        for (int i = 0; i < count; i++) {
            walk.next();
            builder.add(walk.instrument(), walk.sequence(), walk.time(), walk.price(), walk.size(), ingestedNanos);
        }
    }

    private void send() {
        sender.send(walk.watermark(), builder.ingestedNanos(), builder::build);
    }
}
