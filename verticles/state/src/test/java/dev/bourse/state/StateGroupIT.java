package dev.bourse.state;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.bus.BatchReceiver;
import dev.bourse.shared.bus.BatchSender;
import dev.bourse.shared.bus.FlowCounters;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.StateField;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.message.TickBatchBuilder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A3, B6: the state group on a real node, with a data stage in front and a classification behind it that the test
 * plays.
 */
class StateGroupIT {
    private static final long START = 1_700_000_000_000L;
    private static final long PATIENCE_SECONDS = 30;

    private static TestNode testNode;
    private static Node node;
    private static Context context;
    private static Instrument acme;

    @BeforeAll
    static void start() {
        testNode = TestNode.alone();
        node = testNode.node();
        context = node.vertx().getOrCreateContext();
        acme = await(node.instruments().add(new InstrumentDraft("ACME", 2, 0, 1, 1, 0)));
        await(new StateGroup().deploy(node, Settings.of(Map.of("state.index-grace", "100ms"))));
    }

    @AfterAll
    static void stop() {
        testNode.close();
    }

    @Test
    void ticksBecomeStatesQuestionsAreAnsweredAndNothingIsAcknowledgedBeforeClassificationHasRoom() throws Exception {
        int partition = node.partitions().of(acme.id());
        BatchSender<TickBatch> data =
                onContext(() -> new BatchSender<>(node.vertx(), Stage.TICKS, partition, 1, 0, 8, node.clock()::nanos));
        Promise<Void> attached = Promise.promise();
        onContext(() -> {
            data.drainHandler(attached::tryComplete);
            return data;
        });
        await(attached.future());
        send(data, 1, START, 100, 110, 105);
        assertThat(inFlight(data)).isEqualTo(1);

        BlockingQueue<StateBatch> states = new LinkedBlockingQueue<>();
        List<BatchReceiver<StateBatch>> receivers = new ArrayList<>();
        Promise<Void> drained = Promise.promise();
        onContext(() -> {
            data.drainHandler(drained::tryComplete);
            receivers.add(new BatchReceiver<>(
                    node.vertx(), Stage.STATES, partition, new InboundSequence(), FlowCounters.NONE, batch -> {
                        states.add(batch);
                        receivers.getFirst().acknowledge(batch);
                    }));
            return receivers;
        });
        StateBatch first = states.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        await(drained.future());

        assertThat(first).isNotNull();
        assertThat(List.of(
                        first.value(0, StateField.LAST),
                        first.value(1, StateField.LAST),
                        first.value(2, StateField.LAST)))
                .containsExactly(100L, 110L, 105L);
        assertThat(first.value(2, StateField.SESSION_HIGH)).isEqualTo(110);
        assertThat(inFlight(data)).isZero();
        theQuestionsAreAnswered(partition, first);
        theIndexFollows(data);
    }

    private void theQuestionsAreAnswered(int partition, StateBatch newest) {
        JsonObject bars = ask(
                partition,
                new JsonObject().put("op", "bars").put("instrument", acme.id()).put("period", "1d"));
        assertThat(bars.getJsonArray("bars"))
                .isEqualTo(new JsonArray().add(JsonArray.of(1_699_920_000_000L, 100L, 110L, 100L, 105L, 3L, 3L)));
        JsonObject state = ask(partition, new JsonObject().put("op", "state").put("instrument", acme.id()));
        assertThat(state.getJsonObject("fields").getLong("SESSION_VWAP")).isEqualTo(1_050_000);
        assertThat(state.getJsonObject("fields").containsKey("MAXIMUM_20")).isFalse();
        assertThat(state.getJsonArray("ticks").size()).isEqualTo(3);
        StateBatch latest = await(node.vertx()
                .eventBus()
                .<StateBatch>request(Stage.STATES.query(partition), new JsonObject().put("op", "latest"))
                .map(reply -> reply.body()));
        assertThat(latest.header().sequence()).isEqualTo(newest.header().sequence());
        assertThat(latest.value(0, StateField.SEQUENCE)).isEqualTo(3);
        assertThat(refusal(partition, new JsonObject().put("op", "state").put("instrument", 4_095)))
                .isEqualTo(404);
        assertThat(refusal(
                        partition,
                        new JsonObject()
                                .put("op", "bars")
                                .put("instrument", acme.id())
                                .put("period", "2m")))
                .isEqualTo(400);
        assertThat(refusal(partition, new JsonObject().put("op", "guess"))).isEqualTo(400);
    }

    /**
     * Only one of 64 partitions reports, so the minute is given out when the grace has ended; data puts it into a log.
     */
    private void theIndexFollows(BatchSender<TickBatch> data) throws Exception {
        Instrument index = node.instruments().universe().bySymbol("^INDEX").orElseThrow();
        BlockingQueue<JsonObject> ticks = new LinkedBlockingQueue<>();
        await(node.vertx()
                .eventBus()
                .<JsonObject>consumer("index.tick", request -> {
                    ticks.add(request.body());
                    request.reply(new JsonObject());
                })
                .completion());
        BlockingQueue<JsonObject> values = new LinkedBlockingQueue<>();
        await(node.vertx()
                .eventBus()
                .<JsonObject>consumer("shared.index", message -> values.add(message.body()))
                .completion());
        send(data, 4, START + 60_000, 120);
        JsonObject value = values.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(value)
                .isEqualTo(new JsonObject().put("time", 1_700_000_039_999L).put("price", 10_500_000L));
        assertThat(ticks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isEqualTo(new JsonObject()
                        .put("instrument", index.id())
                        .put("minute", 1_700_000_040_000L)
                        .put("time", 1_700_000_039_999L)
                        .put("price", 10_500_000L));
    }

    private static void send(BatchSender<TickBatch> data, long firstSequence, long time, long... prices) {
        onContext(() -> {
            TickBatchBuilder builder = new TickBatchBuilder(prices.length);
            for (int i = 0; i < prices.length; i++) {
                builder.add(
                        acme.id(),
                        firstSequence + i,
                        time + i,
                        prices[i],
                        1,
                        node.clock().nanos());
            }
            data.send(time, builder.ingestedNanos(), builder::build);
            return data;
        });
    }

    private static int inFlight(BatchSender<TickBatch> data) {
        return onContext(data::inFlight);
    }

    private JsonObject ask(int partition, JsonObject query) {
        return await(node.vertx()
                .eventBus()
                .<JsonObject>request(Stage.STATES.query(partition), query)
                .map(reply -> reply.body()));
    }

    private int refusal(int partition, JsonObject query) {
        Future<Integer> code = node.vertx()
                .eventBus()
                .request(Stage.STATES.query(partition), query)
                .map(0)
                .recover(failure -> Future.succeededFuture(((ReplyException) failure).failureCode()));
        return await(code);
    }

    private static <T> T onContext(Supplier<T> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(ignored -> promise.complete(action.get()));
        return await(promise.future());
    }
}
