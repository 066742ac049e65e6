package dev.bourse.state;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.shared.telemetry.PrometheusTelemetry;
import dev.bourse.state.index.IndexHistory;
import dev.bourse.state.instrument.StateRules;
import dev.bourse.state.partition.StatePartition;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A3, A7 (6): one of two partitions on a real event bus; the test plays the other one. Whoever adds the parts of the
 * index gets each of them, though a publisher did not know at first that it was there.
 */
class IndexShareTest {
    private static final long MINUTE = 60_000;
    private static final long END = 1_700_000_040_000L;
    private static final int INDEX = 7;
    private static final Duration LONG_GRACE = Duration.ofMinutes(5);
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final StatePartition partition = new StatePartition(0, new Partitions(2), StateRules.DEFAULT);
    private final IndexHistory history = new IndexHistory();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void aPartThatWasPublishedTooEarlyForTheOneWhoAddsIsAskedForAgain() throws Exception {
        BlockingQueue<JsonObject> ticks = heard("index.tick", asked -> {});
        BlockingQueue<JsonObject> wanted = heard("index.wanted", asked -> {
            if (asked.containsKey("from")) {
                vertx.eventBus().publish("index.partials", part(1, END, 30_000_000));
            }
        });
        acmeRises(END - MINUTE, 10_000, 10_100);
        IndexShare share = started();

        on(() -> {
            share.own(INDEX);
            return share;
        });
        assertThat(next(wanted)).isEqualTo(new JsonObject());
        on(() -> {
            share.watermark(END - MINUTE);
            share.watermark(END);
            return share;
        });

        assertThat(next(ticks))
                .isEqualTo(new JsonObject()
                        .put("instrument", INDEX)
                        .put("minute", END)
                        .put("time", END - 1)
                        .put("price", 10_200_000L));
        assertThat(next(wanted)).isEqualTo(new JsonObject().put("from", END));
    }

    @Test
    void aPartitionTellsItsPartsWhenItBeginsAndThoseOfOneMinuteOnWhenTheyAreWanted() throws Exception {
        acmeRises(END - MINUTE, 10_000, 10_100);
        history.passed(partition, END - MINUTE - 1, -1);
        history.passed(partition, END + MINUTE, -1);
        BlockingQueue<JsonObject> parts = heard("index.partials", part -> {});

        started();
        assertThat(List.of(next(parts), next(parts), next(parts)))
                .containsExactly(
                        part(0, END - MINUTE, 0).put("count", 0),
                        part(0, END, 10_000_000),
                        part(0, END + MINUTE, 10_000_000));
        vertx.eventBus().publish("index.wanted", new JsonObject().put("from", END + MINUTE));
        assertThat(next(parts)).isEqualTo(part(0, END + MINUTE, 10_000_000));
        vertx.eventBus().publish("index.wanted", new JsonObject());
        assertThat(next(parts).getLong("minuteEnd")).isEqualTo(END - MINUTE);
    }

    private void acmeRises(long time, long from, long to) {
        long[] record = new long[partition.layout().stride()];
        partition.add(new Instrument(0, "ACME", 2, 0, 1, 1, 0));
        partition.apply(1, 0, 1, time, from, 1, record, 0);
        partition.apply(1, 0, 2, time + 1, to, 1, record, 0);
    }

    private IndexShare started() {
        StateMeters meters = new StateMeters(new PrometheusTelemetry());
        IndexShare share = on(() -> new IndexShare(vertx, partition, history, 2, LONG_GRACE, meters));
        await(on(share::start));
        return share;
    }

    private static JsonObject part(int partition, long minuteEnd, long returns) {
        return new JsonObject()
                .put("partition", partition)
                .put("minuteEnd", minuteEnd)
                .put("returns", returns)
                .put("count", 1);
    }

    /** What comes to an address; requests are answered. */
    private BlockingQueue<JsonObject> heard(String address, Consumer<JsonObject> then) {
        BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
        await(vertx.eventBus()
                .<JsonObject>consumer(address, message -> {
                    heard.add(message.body());
                    then.accept(message.body());
                    if (message.replyAddress() != null) {
                        message.reply(new JsonObject());
                    }
                })
                .completion());
        return heard;
    }

    private static JsonObject next(BlockingQueue<JsonObject> heard) throws InterruptedException {
        JsonObject next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("what comes").isNotNull();
        return next;
    }

    private <T> T on(Supplier<T> action) {
        return await(Future.future(promise -> context.runOnContext(run -> promise.complete(action.get()))));
    }
}
