package dev.bourse.state;

import dev.bourse.shared.message.StateField;
import dev.bourse.state.index.IndexAssembler;
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
 * where the index is one of its own instruments, adds the parts of all partitions. Used on the partition's context.
 */
final class IndexShare {
    /** The symbol of the index among the instruments. */
    static final String SYMBOL = "^INDEX";

    private static final String PARTIALS = "index.partials";
    private static final String INDEX = "shared.index";
    private static final long MINUTE = 60_000;
    /** Where the watermark leaps further, minutes without ticks in any instrument are left out but for the last. */
    private static final long LONGEST_LEAP = 60 * MINUTE;

    private final Vertx vertx;
    private final StatePartition partition;
    private final IndexAssembler assembler;
    private final Duration grace;
    private final StateMeters meters;
    private final List<MessageConsumer<JsonObject>> consumers = new ArrayList<>();
    private long nextEnd = Long.MIN_VALUE;
    private long price = StateField.ABSENT;
    private int indexId = -1;
    private long lateReported;
    private long incompleteReported;

    IndexShare(
            Vertx vertx,
            StatePartition partition,
            int partitions,
            Duration grace,
            StateMeters meters,
            IndexAssembler.Output output) {
        this.vertx = vertx;
        this.partition = partition;
        this.grace = grace;
        this.meters = meters;
        this.assembler = new IndexAssembler(partitions, (time, value) -> {
            output.index(time, value);
            vertx.eventBus().publish(INDEX, new JsonObject().put("time", time).put("price", value));
        });
    }

    Future<Void> start() {
        MessageConsumer<JsonObject> index = vertx.eventBus().consumer(INDEX);
        index.handler(message -> price = message.body().getLong("price"));
        consumers.add(index);
        return index.completion();
    }

    /** The index is an instrument of this partition: from now on it adds the parts. */
    void own(int id) {
        if (indexId < 0) {
            indexId = id;
            MessageConsumer<JsonObject> partials = vertx.eventBus().consumer(PARTIALS);
            partials.handler(message -> add(message.body()));
            consumers.add(partials);
        }
    }

    /** The newest price of the index; ABSENT before the first. */
    long price() {
        return price;
    }

    /** Everything before {@code watermark} has been applied. */
    void watermark(long watermark) {
        long passed = Math.floorDiv(watermark, MINUTE) * MINUTE;
        if (nextEnd == Long.MIN_VALUE || passed - nextEnd > LONGEST_LEAP) {
            nextEnd = nextEnd == Long.MIN_VALUE ? passed + MINUTE : passed;
        }
        for (; nextEnd <= passed; nextEnd += MINUTE) {
            IndexPartial partial = IndexPartial.of(partition, nextEnd, indexId);
            vertx.eventBus()
                    .publish(
                            PARTIALS,
                            new JsonObject()
                                    .put("partition", partial.partition())
                                    .put("minuteEnd", partial.minuteEnd())
                                    .put("returns", partial.returns())
                                    .put("count", partial.count()));
        }
    }

    Future<Void> stop() {
        return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
                .mapEmpty();
    }

    private void add(JsonObject body) {
        long minuteEnd = body.getLong("minuteEnd");
        boolean waits = assembler.waitsFor(minuteEnd);
        assembler.add(new IndexPartial(
                body.getInteger("partition"), minuteEnd, body.getLong("returns"), body.getInteger("count")));
        if (!waits && assembler.waitsFor(minuteEnd)) {
            vertx.setTimer(grace.toMillis(), timer -> {
                assembler.expire(minuteEnd);
                report();
            });
        }
        report();
    }

    private void report() {
        meters.indexCounts(assembler.late() - lateReported, assembler.incomplete() - incompleteReported);
        lateReported = assembler.late();
        incompleteReported = assembler.incomplete();
    }
}
