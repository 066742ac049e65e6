package dev.bourse.data;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.resume.FeedPosition;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.ReplayLog;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.log.AppendResult;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.log.LogMark;
import dev.bourse.shared.log.LogSlice;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A sender over the real log and the real bus, whose appends can be held back, as those of a frozen process are. */
@DisplayName("A7: only what is in the log is published, and nothing by an owner that was succeeded")
final class LoggedSenderIT {
    private static final int WINDOW = 8;
    private static final TestNode test = TestNode.cluster().start("data");
    private static int partitions;

    private final Node node = test.node();
    private final Context context = node.vertx().getOrCreateContext();
    private final HeldLog log = new HeldLog(node.logs().ticks());
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Long> published = new CopyOnWriteArrayList<>();
    private final int partition = partitions++;

    @AfterAll
    static void end() {
        test.close();
    }

    @BeforeEach
    void listen() {
        await(node.vertx()
                .eventBus()
                .<TickBatch>consumer(
                        Stage.TICKS.address(partition),
                        message -> published.add(message.body().header().sequence()))
                .completion());
    }

    private <T> T onContext(Supplier<T> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(run -> promise.complete(action.get()));
        return await(promise.future());
    }

    /** A sender whose receiver has attached. */
    private LoggedSender sender(long epoch) {
        LogHead head = await(node.logs().ticks().open(partition, epoch));
        LoggedSender sender = onContext(() -> new LoggedSender(
                node,
                log,
                partition,
                epoch,
                head.last(),
                0,
                WINDOW,
                new LogMetrics(node.telemetry()),
                new Lot("" + epoch)));
        await(sender.registered());
        // A predecessor that does not know yet that it was succeeded may answer in its place.
        Eventually.equal(epoch, () -> attach(head.last()));
        return sender;
    }

    private long attach(long applied) {
        JsonObject knock =
                new JsonObject().put("type", "attach").put("epoch", 0).put("sequence", applied);
        return await(node.vertx()
                .eventBus()
                .<JsonObject>request(Stage.TICKS.control(partition), knock)
                .map(answer -> answer.body().getLong("epoch")));
    }

    private void send(LoggedSender sender) {
        onContext(() -> {
            sender.send(0, 0, Map.of("file", new FeedPosition(Map.of("record", 7L))), LoggedSenderIT::empty);
            return true;
        });
    }

    private static TickBatch empty(BatchHeader header) {
        return new TickBatch(header, new int[0], new long[0], new long[0], new long[0], new long[0]);
    }

    private List<Long> epochsInLog() {
        return new LogReader(node)
                .batches(partition).stream()
                        .map(batch -> batch.header().epoch())
                        .toList();
    }

    @Test
    @DisplayName("where acknowledgements are lost, the newest batch comes again, so that both go on")
    void comesAgain() {
        LoggedSender sender = sender(1);
        for (int i = 1; i <= WINDOW + 2; i++) {
            int sent = i;
            send(sender);
            Eventually.equal((long) sent, () -> await(log.head(partition)).last());
            Eventually.equal(true, () -> onContext(sender::ready));
        }

        Eventually.equal(true, () -> published.contains((long) WINDOW + 2));
        assertThat(published.subList(0, WINDOW))
                .isEqualTo(LongStream.rangeClosed(1, WINDOW).boxed().toList());
        await(sender.close());
    }

    @Test
    @DisplayName("a batch is published when it is in the log, and not before; its feeds hear of it then")
    void publishesAfterTheLog() {
        LoggedSender sender = sender(1);
        log.hold();
        send(sender);
        log.awaitHeld();

        assertThat(published).isEmpty();
        assertThat(onContext(sender::ready)).isFalse();
        log.release();
        Eventually.equal(List.of("1 logged 7", "1 drained"), () -> List.copyOf(events));
        Eventually.equal(List.of(1L), () -> List.copyOf(published));
    }

    @Test
    @DisplayName("a frozen owner's append comes after its successor's: it enters nowhere, and the owner stops")
    void frozen() {
        LoggedSender frozen = sender(1);
        send(frozen);
        Eventually.equal(2, events::size);
        log.hold();
        send(frozen);
        log.awaitHeld();
        LoggedSender successor = sender(2);
        log.passOthers();
        send(successor);
        Eventually.equal(List.of("1 logged 7", "1 drained", "2 logged 7", "2 drained"), () -> List.copyOf(events));

        log.release();

        Eventually.equal("1 fenced", events::getLast);
        assertThat(onContext(frozen::ready)).isFalse();
        assertThat(epochsInLog()).containsExactly(1L, 2L);
        Eventually.equal(2L, published::getLast);
        // The newest batch may be shown again to whoever attaches.
        assertThat(published.stream().distinct()).containsExactly(1L, 2L);
    }

    @Test
    @DisplayName("the answer to an append that comes after the partition was given up leads to nothing")
    void givenUp() {
        LoggedSender sender = sender(1);
        log.hold();
        send(sender);
        log.awaitHeld();
        await(onContext(sender::close));

        log.release();

        Eventually.equal(true, () -> onContext(sender::idle));
        assertThat(epochsInLog()).containsExactly(1L);
        assertThat(published).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    @DisplayName("an append whose answer was lost is made again, and the batch is in the log once")
    void lostAnswer() {
        LoggedSender sender = sender(1);
        log.loseAnswer();
        send(sender);

        Eventually.equal(List.of("1 logged 7", "1 drained"), () -> List.copyOf(events));
        assertThat(epochsInLog()).containsExactly(1L);
        Eventually.equal(List.of(1L), () -> List.copyOf(published));
    }

    @Test
    @DisplayName("a log that answers at once drains its lane after the lane has sent, and not while it sends")
    void answersAtOnce() {
        LoggedSender sender = sender(1);
        log.answerAtOnce();

        List<String> whileSending = onContext(() -> {
            sender.send(0, 0, Map.of("file", new FeedPosition(Map.of("record", 7L))), LoggedSenderIT::empty);
            return List.copyOf(events);
        });

        assertThat(whileSending).containsExactly("1 logged 7");
        Eventually.equal(List.of("1 logged 7", "1 drained"), () -> List.copyOf(events));
    }

    private final class Lot implements LoggedSender.Lot {
        private final String owner;

        Lot(String owner) {
            this.owner = owner;
        }

        @Override
        public Map<String, FeedPosition> positions() {
            return Map.of();
        }

        @Override
        public long[] sequences() {
            return new long[] {1};
        }

        @Override
        public void logged(Map<String, FeedPosition> upTo) {
            FeedPosition position = upTo.getOrDefault("file", FeedPosition.START);
            events.add(owner + " logged " + position.mark("record"));
        }

        @Override
        public void drained() {
            events.add(owner + " drained");
        }

        @Override
        public void fenced() {
            events.add(owner + " fenced");
        }
    }

    /** A log whose next append can be held back, or its answer lost. */
    private static final class HeldLog implements ReplayLog {
        private final ReplayLog whole;
        private final List<Runnable> held = new ArrayList<>();
        private boolean holding;
        private boolean losing;
        private boolean atOnce;

        HeldLog(ReplayLog whole) {
            this.whole = whole;
        }

        synchronized void hold() {
            holding = true;
        }

        synchronized void passOthers() {
            holding = false;
        }

        synchronized void loseAnswer() {
            losing = true;
        }

        synchronized void answerAtOnce() {
            atOnce = true;
        }

        private synchronized int held() {
            return held.size();
        }

        void awaitHeld() {
            Eventually.equal(1, this::held);
        }

        synchronized void release() {
            holding = false;
            held.forEach(Runnable::run);
            held.clear();
        }

        @Override
        public synchronized Future<AppendResult> append(
                int partition, long epoch, List<LogEntry> entries, Optional<LogMark> mark) {
            if (atOnce) {
                return Future.succeededFuture(new AppendResult(
                        AppendResult.Outcome.APPENDED, entries.getLast().sequence(), 0));
            }
            if (losing) {
                losing = false;
                return whole.append(partition, epoch, entries, mark)
                        .compose(lost -> Future.failedFuture("the answer was lost"));
            }
            if (!holding) {
                return whole.append(partition, epoch, entries, mark);
            }
            Promise<AppendResult> answer = Promise.promise();
            held.add(() -> whole.append(partition, epoch, entries, mark).onComplete(answer));
            return answer.future();
        }

        @Override
        public boolean keeps() {
            return true;
        }

        @Override
        public long mostBytes() {
            return whole.mostBytes();
        }

        @Override
        public Future<LogHead> open(int partition, long epoch) {
            return whole.open(partition, epoch);
        }

        @Override
        public Future<LogSlice> read(int partition, long after) {
            return whole.read(partition, after);
        }

        @Override
        public Future<LogHead> trim(int partition, long sequence) {
            return whole.trim(partition, sequence);
        }

        @Override
        public Future<LogHead> head(int partition) {
            return whole.head(partition);
        }
    }
}
