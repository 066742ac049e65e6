package dev.bourse.data.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.exchange.RecordedSession;
import dev.bourse.data.resume.FeedPosition;
import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.OutputConsumer;
import dev.bourse.exchange.output.OutputsGoneException;
import dev.bourse.exchange.world.World;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.instrument.Instrument;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The exchange feed on recorded outputs; partitions come and go as owners do. */
@DisplayName("A1, A2: the exchange feed gives every trade of its partitions once, from wherever they stand")
final class ExchangeFeedTest {
    private static final TestNode test = TestNode.alone();
    private static final RecordedSession SESSION = new RecordedSession(3_000);
    private static final Map<String, String> ALL = Map.of("data.exchange.history", "3650d");

    private FeedRun run = new FeedRun(test);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicLong deleted = new AtomicLong();
    /** Of each way that was closed, whether its thread was interrupted. */
    private final List<Boolean> closed = new CopyOnWriteArrayList<>();

    @AfterAll
    static void end() {
        test.close();
    }

    @AfterEach
    void stop() {
        run.stop();
    }

    /** Outputs of the session, a few at a time; now and then the way breaks. */
    private final class Recorded implements FollowedOutputs {
        private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
        private long next;

        Recorded(long from) {
            next = from;
            opened.incrementAndGet();
        }

        @Override
        public int poll(OutputConsumer consumer) {
            if (next <= deleted.get()) {
                throw new OutputsGoneException("output " + next + " is deleted");
            }
            if (faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("the way broke");
            }
            int taken = 0;
            while (taken < 50 && next <= SESSION.outputs().size()) {
                byte[] output = SESSION.outputs().get((int) next - 1);
                buffer.wrap(output);
                consumer.onOutput(next++, buffer, 0, output.length);
                taken++;
            }
            return taken;
        }

        @Override
        public long time() {
            return RecordedSession.START * 1_000 + next;
        }

        @Override
        public String state() {
            return "reading a recorded session";
        }

        @Override
        public void close() {
            closed.add(Thread.currentThread().isInterrupted());
        }
    }

    /** The way to them, and to what the exchange lists. */
    private final class Way implements FollowedOutputs.Source {
        @Override
        public FollowedOutputs open(long from) {
            return new Recorded(from);
        }

        @Override
        public World world() {
            return SESSION.worldAfter(deleted.get());
        }
    }

    private void start(Map<String, String> settings) {
        run.start(new ExchangeFeed(read -> new Way()), settings, true);
    }

    private void acquire(Optional<FeedPosition> after, int... partitions) {
        TestNode.await(run.onContext(() -> {
            for (int partition : partitions) {
                run.feed().acquire(partition, after);
            }
            return Future.succeededFuture();
        }));
    }

    private FeedPosition release(int partition) {
        return TestNode.await(run.onContext(() -> run.feed().release(partition)));
    }

    private static int[] all() {
        return IntStream.range(0, test.node().partitions().count()).toArray();
    }

    private static int partition(String symbol) {
        Instrument instrument =
                test.node().instruments().universe().bySymbol(symbol).orElseThrow();
        return test.node().partitions().of(instrument.id());
    }

    @Test
    @DisplayName("the way is closed at the end, by a thread that can wait for it: none that was interrupted")
    void closing() {
        start(ALL);
        acquire(Optional.empty(), all());
        Eventually.equal(SESSION.ticks(), () -> List.copyOf(run.ticks()));
        TestNode.await(run.onContext(() -> run.feed().stop()));

        Eventually.equal(List.of(false), () -> List.copyOf(closed));
    }

    @Test
    @DisplayName("from the beginning: all trades in order, although the way to the exchange breaks three times")
    void beginning() {
        faults.set(3);
        start(ALL);
        acquire(Optional.empty(), all());

        Eventually.equal(SESSION.ticks(), () -> List.copyOf(run.ticks()));
        Eventually.equal(Optional.empty(), () -> run.feed().failure());
        assertThat(opened.get()).isEqualTo(4);
    }

    @Test
    @DisplayName("without room it waits, and where it stands is what was taken")
    void waits() {
        run.room().set(false);
        start(ALL);
        acquire(Optional.empty(), all());
        Eventually.equal(true, () -> run.feed().report().ticks() > 0);
        assertThat(run.ticks()).isEmpty();
        run.room().set(true);
        run.resume();

        Eventually.equal(SESSION.ticks(), () -> List.copyOf(run.ticks()));
        Eventually.equal(
                (long) SESSION.outputs().size(),
                () -> TestNode.await(run.onContext(
                                () -> Future.succeededFuture(run.feed().position(0))))
                        .mark("output"));
    }

    @Test
    @DisplayName("a partition that comes from an owner further behind gets what it lacks, and no other gets any again")
    void comesFromBehind() {
        start(ALL);
        acquire(Optional.empty(), all());
        Eventually.equal(SESSION.ticks(), () -> List.copyOf(run.ticks()));
        List<String> before = List.copyOf(run.ticks());
        int partition = partition("S2/USD");
        assertThat(release(partition).mark("output"))
                .isEqualTo(SESSION.outputs().size());
        long behind = SESSION.outputs().size() / 2;
        acquire(Optional.of(new FeedPosition(Map.of("output", behind))), partition);
        List<String> again = new ArrayList<>(SESSION.ticksAfter(behind, "S2/USD"));
        Eventually.equal(before.size() + again.size(), () -> run.ticks().size());

        assertThat(run.ticks().subList(before.size(), run.ticks().size()))
                .isEqualTo(again)
                .isNotEmpty();
        assertThat(opened.get()).isEqualTo(2);
    }

    @Test
    @DisplayName("a process that comes later, from the positions in the log, knows the listing from the cluster")
    void comesLater() {
        start(ALL);
        acquire(Optional.empty(), all());
        Eventually.equal(SESSION.ticks(), () -> List.copyOf(run.ticks()));
        run.stop();
        run = new FeedRun(test);
        long behind = SESSION.outputs().size() * 2L / 3;
        start(ALL);
        acquire(Optional.of(new FeedPosition(Map.of("output", behind))), all());

        Eventually.equal(SESSION.ticksAfter(behind, ""), () -> List.copyOf(run.ticks()));
    }

    @Test
    @DisplayName(
            "where outputs are deleted it goes on behind the exchange's own state, from which it knows the listing")
    void passesOverWhatIsDeleted() {
        test.node().hazelcast().getMap(ListingStore.MAP).clear();
        long behind = SESSION.outputs().size() / 3;
        deleted.set(SESSION.outputs().size() * 2L / 3);
        start(ALL);
        acquire(Optional.of(new FeedPosition(Map.of("output", behind))), all());

        Eventually.equal(SESSION.ticksAfter(deleted.get(), ""), () -> List.copyOf(run.ticks()));
        Eventually.equal(Optional.empty(), () -> run.feed().failure());
    }

    @Test
    @DisplayName("trades that are older than the history that is wanted are left out at the beginning")
    void history() {
        start(Map.of("data.exchange.history", "1h"));
        acquire(Optional.empty(), all());
        Eventually.equal(
                true, () -> run.feed().report().ticks() == SESSION.ticks().size());
        Eventually.equal(
                (long) SESSION.outputs().size(),
                () -> TestNode.await(run.onContext(
                                () -> Future.succeededFuture(run.feed().position(0))))
                        .mark("output"));

        assertThat(run.ticks()).isEmpty();
    }
}
