package dev.bourse.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.TickCollector.Tick;
import dev.bourse.data.feed.TcpFeed;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.instrument.InstrumentListener;
import dev.bourse.shared.instrument.InstrumentRegistry;
import dev.bourse.shared.instrument.Universe;
import dev.bourse.shared.telemetry.Health;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The whole data group behind a TCP feed, over the real event bus, where those after it are slow or broken. */
@DisplayName("A1: where there is no room or no instrument, the data group stays within bounds and says so")
final class FullLanesIT {
    private static final int TICKS = 10_000;
    private static final int BATCH = 4;
    private static final int WINDOW = 2;

    private final TestNode test = TestNode.alone();

    @AfterEach
    void close() {
        test.close();
    }

    /** Deploys the group with a TCP feed; gives the feed's port. */
    private int run(Node node, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("data.feed", "tcp");
        all.put("data.tcp.address", "127.0.0.1:0");
        Settings settings = Settings.of(all);
        DataOptions options = DataOptions.from(settings);
        assertThat(settings.faults()).isEmpty();
        TestNode.await(node.vertx().deployVerticle(new DataVerticle(node, options)));
        return ((TcpFeed) options.feeds().getFirst()).port();
    }

    private int runWith(String whenFull) {
        return run(
                test.node(),
                Map.of(
                        "data.when-full", whenFull,
                        "data.batch", String.valueOf(BATCH),
                        "data.window", String.valueOf(WINDOW)));
    }

    /** Sends ticks of one unit each, their price growing, until all are acknowledged. */
    private static void send(int port) throws Exception {
        StringBuilder lines = new StringBuilder("HELLO acme\n");
        for (int sequence = 1; sequence <= TICKS; sequence++) {
            lines.append("T ")
                    .append(sequence)
                    .append(" 1000 ABC ")
                    .append(sequence)
                    .append(" 1\n");
        }
        talk(port, lines.append("BYE\n").toString(), "ACK " + TICKS);
    }

    private static void talk(int port, String text, String expected) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .lines())
                    .contains(expected);
        }
    }

    private long counted(String name) {
        return test.telemetry().counter(name, "").count();
    }

    @Test
    @DisplayName(
            "shed: with a receiver that acknowledges nothing a window and a batch are kept, the rest is dropped and"
                    + " counted, and the vendor is not held up")
    void sheds() throws Exception {
        TickCollector collector = new TickCollector(test.node(), false);
        int port = runWith("shed");

        send(port);

        long kept = TICKS - counted("data.shed");
        assertThat(kept).isBetween(1L, (long) BATCH * (WINDOW + 1));
        collector.acknowledge();
        Eventually.equal((int) kept, collector::count);
        assertThat(collector.ticks().stream().map(Tick::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, kept).boxed().toList());
        assertThat(counted("data.ticks")).isEqualTo(kept);
    }

    @Test
    @DisplayName(
            "block: with a receiver that acknowledges nothing a window is sent and no more, the vendor waits, and in"
                    + " the end every tick is there once")
    void blocks() throws Exception {
        TickCollector collector = new TickCollector(test.node(), false);
        int port = runWith("block");
        FutureTask<Void> vendor = new FutureTask<>(() -> {
            send(port);
            return null;
        });
        Thread.startVirtualThread(vendor);

        Eventually.equal(true, () -> counted("data.blocked") > 0);
        assertThat(collector.count()).isLessThanOrEqualTo(BATCH * WINDOW);
        assertThat(vendor.isDone()).isFalse();
        collector.acknowledge();

        vendor.get();
        Eventually.equal(TICKS, collector::count);
        assertThat(collector.ticks().stream().map(Tick::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, TICKS).boxed().toList());
        assertThat(List.of(counted("data.ticks"), counted("data.shed"), counted("data.conflated")))
                .containsExactly((long) TICKS, 0L, 0L);
    }

    @Test
    @DisplayName("conflate: with a receiver that acknowledges nothing the rest becomes one tick of the newest price and"
            + " the sum of the sizes")
    void conflates() throws Exception {
        TickCollector collector = new TickCollector(test.node(), false);
        int port = runWith("conflate");

        send(port);

        long kept = TICKS - counted("data.conflated");
        assertThat(kept).isBetween(2L, (long) BATCH * (WINDOW + 1) + 1);
        collector.acknowledge();
        Eventually.equal((int) kept, collector::count);
        List<Tick> ticks = collector.ticks();
        assertThat(ticks.getLast().price()).isEqualTo(TICKS * 1_000_000L);
        assertThat(ticks.stream().mapToLong(Tick::size).sum()).isEqualTo(TICKS * 10_000L);
        assertThat(ticks.stream().map(Tick::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, kept).boxed().toList());
    }

    @Test
    @DisplayName(
            "a new symbol that the cluster does not take: its ticks are rejected, the process is not ready and says"
                    + " which, and it is tried again until it is there")
    void symbolNotTaken() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        Node node = test.node();
        Node failing = new Node(
                node.name(),
                node.vertx(),
                node.hazelcast(),
                node.partitions(),
                node.ownership(),
                node.logs(),
                new BrokenRegistry(node.instruments(), broken),
                node.telemetry(),
                node.clock());
        int port = run(failing, Map.of());
        Eventually.equal(true, () -> ready().up());

        talk(port, "HELLO acme\nT 1 1000 FRESH 1.5 1\nBYE\n", "REJECT 1 unknown_symbol");

        assertThat(ready().up()).isFalse();
        assertThat(ready().reason()).contains("FRESH").contains("no member answers");
        assertThat(counted("data.symbols.failed")).isPositive();
        broken.set(false);
        Eventually.equal(true, () -> ready().up());
        talk(port, "HELLO acme\nT 2 1000 FRESH 1.5 1\nBYE\n", "ACK 2");
    }

    private Health.Status ready() {
        return Objects.requireNonNull(
                test.node().telemetry().health().readiness().get("data"));
    }

    /** A registry that adds nothing while it is broken. */
    private record BrokenRegistry(InstrumentRegistry whole, AtomicBoolean broken) implements InstrumentRegistry {
        @Override
        public Universe universe() {
            return whole.universe();
        }

        @Override
        public Future<Instrument> add(InstrumentDraft draft) {
            return broken.get() ? Future.failedFuture("no member answers") : whole.add(draft);
        }

        @Override
        public Future<List<Instrument>> addAll(Collection<InstrumentDraft> drafts) {
            return broken.get() ? Future.failedFuture("no member answers") : whole.addAll(drafts);
        }

        @Override
        public Future<Instrument> remove(String symbol) {
            return whole.remove(symbol);
        }

        @Override
        public void onChange(InstrumentListener listener) {
            whole.onChange(listener);
        }
    }
}
