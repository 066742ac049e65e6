package dev.bourse.data;

import dev.bourse.data.resume.AppendPace;
import dev.bourse.data.resume.AppendTurn;
import dev.bourse.data.resume.FeedPosition;
import dev.bourse.data.resume.LiveWindow;
import dev.bourse.data.resume.MarkSchedule;
import dev.bourse.data.resume.PartitionMark;
import dev.bourse.data.resume.PartitionNote;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.ReplayLog;
import dev.bourse.shared.log.AppendResult;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogMark;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatch;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends one partition's batches through its log: each is appended first, one at a time, and published once it is there,
 * as far as the receiver's window has room. Ticks that come while a batch is on its way make the next one larger. Used
 * on the data verticle's context.
 */
final class LoggedSender implements Sending {
    /** Acknowledgements may be lost; with a full window nothing else would show the receiver what there is. */
    private static final long REMIND_MILLIS = 1_000;

    /** What its partition knows and wants to hear. */
    interface Lot {
        /** Where the feeds stand. */
        Map<String, FeedPosition> positions();

        /** The instruments' sequences after the batch that is being sent. */
        long[] sequences();

        /** A batch is in the log, and so is everything of the feeds up to these positions. */
        void logged(Map<String, FeedPosition> positions);

        /** There is room for a batch. */
        void drained();

        /** Another process writes this partition's log: this one must stop. */
        void fenced();
    }

    private record Append(
            TickBatch batch, LogEntry entry, Optional<LogMark> mark, Map<String, FeedPosition> positions) {}

    private final Node node;
    private final ReplayLog log;
    private final int partition;
    private final long epoch;
    private final Lot lot;
    private final LogMetrics metrics;
    private final AppendTurn turn = new AppendTurn();
    private final LiveWindow window;
    private final MarkSchedule marks;
    private final long timer;
    private final MessageConsumer<JsonObject> control;
    private @Nullable TickBatch newest;
    private boolean resting;
    private volatile long bytes;
    private volatile long entries;

    /**
     * @param log where the batches go first
     * @param after the sequence of the log's last batch, or the one after which it goes on where it is gone
     * @param goneUpTo batches up to there are nowhere, 0 where the log has what it should
     */
    LoggedSender(
            Node node,
            ReplayLog log,
            int partition,
            long epoch,
            long after,
            long goneUpTo,
            int windowBatches,
            LogMetrics metrics,
            Lot lot) {
        this.log = log;
        this.marks = new MarkSchedule(log.mostBytes());
        this.node = node;
        this.partition = partition;
        this.epoch = epoch;
        this.lot = lot;
        this.metrics = metrics;
        this.window = new LiveWindow(after, goneUpTo, windowBatches);
        this.timer = node.vertx().setPeriodic(REMIND_MILLIS, late -> remind());
        this.control = node.vertx().eventBus().consumer(Stage.TICKS.control(partition), this::onControl);
        control.completion().onSuccess(registered -> announce());
    }

    @Override
    public Future<Void> registered() {
        return control.completion();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public long entries() {
        return entries;
    }

    @Override
    public void look() {
        log.head(partition)
                .onSuccess(head -> {
                    bytes = head.bytes();
                    entries = head.depth();
                })
                .onFailure(absent -> metrics.failed(partition, absent));
    }

    @Override
    public boolean idle() {
        return !turn.underWay();
    }

    @Override
    public Future<Void> close() {
        turn.close();
        node.vertx().cancelTimer(timer);
        return control.unregister();
    }

    @Override
    public boolean ready() {
        return turn.ready() && !resting;
    }

    @Override
    public Map<String, FeedPosition> positions() {
        return lot.positions();
    }

    @Override
    public void send(
            long watermark,
            long ingestedNanos,
            Map<String, FeedPosition> positions,
            Function<BatchHeader, TickBatch> build) {
        turn.begin();
        long now = node.clock().nanos();
        long sequence = window.newest() + 1;
        TickBatch batch = build.apply(new BatchHeader(partition, epoch, sequence, watermark, ingestedNanos, now));
        LogEntry entry =
                new LogEntry(sequence, BatchCodec.encode(batch), new PartitionNote(watermark, positions).toBytes());
        Optional<LogMark> mark = marks.due(now, entry.bytes())
                ? Optional.of(new LogMark(sequence, new PartitionMark(lot.sequences()).toBytes()))
                : Optional.empty();
        append(new Append(batch, entry, mark, positions));
    }

    private void append(Append append) {
        long begun = node.clock().nanos();
        log.append(partition, epoch, List.of(append.entry()), append.mark())
                .onComplete(answer -> answered(append, begun, answer));
    }

    private void answered(Append append, long begun, AsyncResult<AppendResult> answer) {
        AppendTurn.Decision decision;
        if (answer.succeeded()) {
            bytes = answer.result().bytes();
            decision = turn.answered(answer.result().outcome());
        } else {
            decision = turn.failed();
        }
        switch (decision) {
            case PUBLISH -> {
                long took = node.clock().nanos() - begun;
                metrics.appended(took);
                newest = append.batch();
                publish(window.appended(append.batch().size()));
                lot.logged(append.positions());
                rest(AppendPace.restMillis(took));
            }
            case RETRY_FULL -> {
                metrics.full();
                again(append);
            }
            case RETRY -> {
                metrics.failed(partition, answer.cause());
                again(append);
            }
            case STOP -> {
                metrics.fenced(partition, epoch, answer.result());
                // Receivers that knock or acknowledge must find the successor, and not this sender in its place.
                close().onFailure(absent -> metrics.failed(partition, absent));
                lot.fenced();
            }
            case NOTHING -> {}
        }
    }

    private void rest(long millis) {
        resting = millis > 0;
        if (resting) {
            node.vertx().setTimer(millis, rested -> {
                resting = false;
                lot.drained();
            });
        } else {
            // A quick log answers before the lane is done with sending: what drains it comes after that.
            node.vertx().runOnContext(sent -> lot.drained());
        }
    }

    private void again(Append append) {
        long pause = turn.pauseMillis(ThreadLocalRandom.current().nextDouble());
        node.vertx().setTimer(pause, due -> {
            if (turn.closed()) {
                turn.failed();
            } else {
                append(append);
            }
        });
    }

    private void publish(boolean now) {
        TickBatch batch = newest;
        if (now && batch != null) {
            node.vertx().eventBus().publish(Stage.TICKS.address(partition), batch);
        }
    }

    private void announce() {
        node.vertx().eventBus().publish(Stage.TICKS.sender(partition), new JsonObject().put("epoch", epoch));
    }

    /** Its receiver may have missed the newest batch, and who has not found it the announcement. */
    private void remind() {
        if (window.hasReceiver()) {
            publish(window.look());
        } else {
            announce();
        }
    }

    private void onControl(Message<JsonObject> message) {
        JsonObject body = message.body();
        long sequence = body.getLong("sequence");
        if ("attach".equals(body.getString("type"))) {
            message.reply(new JsonObject()
                    .put("epoch", epoch)
                    .put("first", window.newest() + 1)
                    .put("last", window.newest())
                    .put("logged", true));
            publish(window.attached(sequence));
        } else {
            publish(window.acknowledged(sequence));
        }
    }
}
