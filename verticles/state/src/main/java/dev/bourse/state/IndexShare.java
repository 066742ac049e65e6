package dev.bourse.state;

import dev.bourse.state.index.IndexAssembler;
import dev.bourse.state.index.IndexHistory;
import dev.bourse.state.index.IndexPartial;
import dev.bourse.state.partition.StatePartition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A partition's part in the index: publishes its part of each minute that its watermark passes, hears the index, and,
 * where the index is one of its own instruments, adds the parts of all partitions and hands the sum to data. Used on
 * the partition's context.
 */
final class IndexShare {
    private static final String PARTIALS = "index.partials";
    private static final String WANTED = "index.wanted";
    private static final String INDEX = "shared.index";
    private static final String FROM = "from";
    private static final long ASK_MILLIS = 1_000;

    private final Vertx vertx;
    private final StatePartition partition;
    private final IndexHistory history;
    private final IndexAssembler assembler;
    private final Duration grace;
    private final StateMeters meters;
    private final IndexTicks ticks;
    private final List<MessageConsumer<JsonObject>> consumers = new ArrayList<>();
    private int indexId = -1;
    private long priceTime = Long.MIN_VALUE;
    private long lateReported;
    private long incompleteReported;
    private boolean asking;
    private boolean stopped;

    IndexShare(
            Vertx vertx,
            StatePartition partition,
            IndexHistory history,
            int partitions,
            Duration grace,
            StateMeters meters) {
        this.vertx = vertx;
        this.partition = partition;
        this.history = history;
        this.grace = grace;
        this.meters = meters;
        this.ticks = new IndexTicks(vertx, this::known);
        this.assembler =
                new IndexAssembler(partitions, (time, price) -> ticks.offer(new IndexTicks.Tick(indexId, time, price)));
    }

    /** Whoever adds the parts may have asked for them while this partition had no owner: they are told unasked. */
    Future<Void> start() {
        MessageConsumer<JsonObject> index = vertx.eventBus().consumer(INDEX);
        index.handler(message -> heard(message.body()));
        consumers.add(index);
        MessageConsumer<JsonObject> wanted = vertx.eventBus().consumer(WANTED);
        wanted.handler(message -> publishKept(message.body().getLong(FROM, Long.MIN_VALUE)));
        consumers.add(wanted);
        return Future.all(index.completion(), wanted.completion())
                .onSuccess(heard -> publishKept(Long.MIN_VALUE))
                .mapEmpty();
    }

    /** The index is an instrument of this partition: from now on it adds the parts, those of the last minutes first. */
    void own(int id) {
        if (indexId < 0) {
            indexId = id;
            MessageConsumer<JsonObject> partials = vertx.eventBus().consumer(PARTIALS);
            partials.handler(message -> add(message.body()));
            consumers.add(partials);
            partials.completion().onSuccess(heard -> vertx.eventBus().publish(WANTED, new JsonObject()));
        }
    }

    /** The newest price of the index; ABSENT before the first. */
    long price() {
        return history.price();
    }

    /** Everything before {@code watermark} has been applied. */
    void watermark(long watermark) {
        history.passed(partition, watermark, indexId).forEach(this::publish);
    }

    Future<Void> stop() {
        stopped = true;
        ticks.stop();
        return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
                .mapEmpty();
    }

    /** Older ones come again when another process begins to add the parts. */
    private void heard(JsonObject index) {
        if (index.getLong("time") >= priceTime) {
            priceTime = index.getLong("time");
            history.price(index.getLong("price"));
        }
    }

    private void publishKept(long from) {
        history.kept().stream().filter(part -> part.minuteEnd() >= from).forEach(this::publish);
    }

    private void publish(IndexPartial partial) {
        vertx.eventBus()
                .publish(
                        PARTIALS,
                        new JsonObject()
                                .put("partition", partial.partition())
                                .put("minuteEnd", partial.minuteEnd())
                                .put("returns", partial.returns())
                                .put("count", partial.count()));
    }

    /** Data has the minute: now everybody may know it. */
    private void known(IndexTicks.Tick tick) {
        vertx.eventBus()
                .publish(INDEX, new JsonObject().put("time", tick.time()).put("price", tick.price()));
    }

    private void add(JsonObject body) {
        long minuteEnd = body.getLong("minuteEnd");
        boolean waits = assembler.waitsFor(minuteEnd);
        assembler.add(new IndexPartial(
                body.getInteger("partition"), minuteEnd, body.getLong("returns"), body.getInteger("count")));
        if (!waits && assembler.waitsFor(minuteEnd)) {
            vertx.setTimer(grace.toMillis(), timer -> {
                if (!stopped) {
                    assembler.expire(minuteEnd);
                    report();
                }
            });
        }
        report();
        askAgainLater();
    }

    /**
     * A part may have been published before its publisher knew that somebody adds the parts here: where the oldest
     * minute still waits after a while, all are asked again for what they have from that minute on.
     */
    private void askAgainLater() {
        if (asking || !assembler.waitsFor(Long.MAX_VALUE)) {
            return;
        }
        asking = true;
        long first = assembler.firstWaiting();
        vertx.setTimer(ASK_MILLIS, timer -> {
            asking = false;
            if (!stopped && assembler.waitsFor(first)) {
                vertx.eventBus().publish(WANTED, new JsonObject().put(FROM, first));
            }
            if (!stopped) {
                askAgainLater();
            }
        });
    }

    private void report() {
        meters.indexCounts(assembler.late() - lateReported, assembler.incomplete() - incompleteReported);
        lateReported = assembler.late();
        incompleteReported = assembler.incomplete();
    }
}
