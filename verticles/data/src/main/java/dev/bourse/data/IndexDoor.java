package dev.bourse.data;

import dev.bourse.data.batch.FullPolicy;
import dev.bourse.data.batch.Lane;
import dev.bourse.data.resume.FeedPosition;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.Universe;
import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Takes the ticks of the index, which the state group makes, into the partition of the index: each minute once, however
 * often it is asked for. The answer comes when the tick is in the log. Used on the data verticle's context.
 */
final class IndexDoor {
    /** Its name among the feeds' positions. */
    static final String NAME = "index";

    /** Where the owner of the partition of the index is asked; see {@code docs/protocol/batches.md}. */
    static final String ADDRESS = "index.tick";

    private static final String MINUTE = "minute";
    private static final int NOT_NOW = 503;

    private record Asked(long minute, Message<JsonObject> message) {}

    private final Node node;
    private final int partition;
    private final Lane lane;
    private final Queue<Asked> waiting = new ArrayDeque<>();
    private @Nullable MessageConsumer<JsonObject> consumer;
    private long taken;
    private long logged;
    private boolean closed;

    /** @param after the last minute that the log has */
    IndexDoor(Node node, int partition, Lane lane, FeedPosition after) {
        this.node = node;
        this.partition = partition;
        this.lane = lane;
        this.taken = after.mark(MINUTE);
        this.logged = taken;
    }

    /** Opens where the index is an instrument of this partition; to be called again when there are new instruments. */
    void open(Universe universe) {
        Optional<Instrument> index = universe.bySymbol(Instrument.INDEX);
        if (consumer == null
                && !closed
                && index.isPresent()
                && node.partitions().of(index.get().id()) == partition) {
            int instrument = index.get().id();
            consumer = node.vertx().eventBus().consumer(ADDRESS, message -> asked(instrument, message));
        }
    }

    /** After the newest minute that was given to the lane. */
    FeedPosition position() {
        return taken == 0 ? FeedPosition.START : new FeedPosition(Map.of(MINUTE, taken));
    }

    /** Everything up to here is in the log. */
    void logged(FeedPosition upTo) {
        logged = Math.max(logged, upTo.mark(MINUTE));
        while (!waiting.isEmpty() && waiting.element().minute() <= logged) {
            answer(waiting.remove().message(), "ok");
        }
    }

    /** Takes none any more; who waits has to ask the next owner. */
    Future<Void> close() {
        closed = true;
        waiting.forEach(asked -> asked.message().fail(NOT_NOW, "partition " + partition + " goes to another process"));
        waiting.clear();
        MessageConsumer<JsonObject> open = consumer;
        return open == null ? Future.succeededFuture() : open.unregister();
    }

    private void asked(int instrument, Message<JsonObject> message) {
        JsonObject tick = message.body();
        long minute = tick.getLong(MINUTE);
        if (minute <= logged) {
            answer(message, "known");
        } else if (closed || (minute > taken && !offer(tick, instrument))) {
            message.fail(NOT_NOW, "partition " + partition + " has no room for the index");
        } else {
            taken = Math.max(taken, minute);
            waiting.add(new Asked(minute, message));
            if (!node.logs().ticks().keeps()) {
                logged(position());
            }
        }
    }

    private boolean offer(JsonObject tick, int instrument) {
        boolean offered = lane.offer(
                FullPolicy.BLOCK,
                instrument,
                1,
                tick.getLong("time"),
                tick.getLong("price"),
                0,
                node.clock().nanos());
        if (offered) {
            node.vertx().runOnContext(next -> lane.flush(node.clock().nanos()));
        }
        return offered;
    }

    private static void answer(Message<JsonObject> message, String outcome) {
        message.reply(new JsonObject().put("outcome", outcome));
    }
}
