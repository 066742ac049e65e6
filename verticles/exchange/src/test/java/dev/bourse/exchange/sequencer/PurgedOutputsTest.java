package dev.bourse.exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.exchange.ConnectedOutputs;
import dev.bourse.exchange.ExchangeConnection;
import dev.bourse.exchange.client.ClientOptions;
import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.follow.FollowedDigest;
import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.OtherExchangeException;
import dev.bourse.exchange.output.OutputSource;
import dev.bourse.exchange.output.OutputsGoneException;
import dev.bourse.exchange.world.World;
import dev.bourse.exchange.world.WorldAccount;
import dev.bourse.exchange.world.WorldInstrument;
import dev.bourse.exchange.world.WorldOrder;
import dev.bourse.exchange.world.WorldVisitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers over their own ends and over the deletion of old outputs, before a real node: C8, E3. */
class PurgedOutputsTest {
    private static final long KEPT_BYTES = 1 << 20;

    @TempDir
    Path directory;

    private final TestMarket market = new TestMarket();
    private final ExchangeCore twin = new ExchangeCore(100);
    private final List<String> ends = new ArrayList<>();
    /** What the twin said when the newest snapshot was taken. */
    private List<String> statedByTwin = List.of();

    private NodeOptions options = NodeOptions.local(Path.of("unused"), 0, 1, 1);

    @BeforeEach
    void choosePorts() throws Exception {
        options = NodeUnderTest.keeping(KEPT_BYTES, directory, NodeUnderTest.freePorts(10));
    }

    @Test
    @DisplayName("A reader that ends without a word goes on from its snapshot; when what it lacks was deleted it begins"
            + " with the state in the node's newest snapshot, which is the exchange's, and says what it has lost")
    void readersOutliveTheDeletionOfOutputs() {
        Path folder = directory.resolve("reader");
        try (SequencerNode node = SequencerNode.start(options, ends::add);
                TestClient client = new TestClient(node.driverDirectory(), ClientOptions.local())) {
            FollowedOutputs.Source source = ConnectedOutputs.over(() -> connect(node));
            send(client, market.opening());
            send(client, market.orders(1_000));
            client.awaitAnswers();
            long atSnapshot = client.lastOutput();
            long whole;
            try (FollowedDigest first = new FollowedDigest(source, folder).readTo(atSnapshot)) {
                first.snapshot();
                send(client, market.orders(500));
                client.awaitAnswers();
                whole = first.readTo(client.lastOutput()).model.hash;
            }
            try (FollowedDigest again = new FollowedDigest(source, folder).readTo(client.lastOutput())) {
                assertThat(again.starts).containsExactly("SNAPSHOT " + atSnapshot + " missed 0");
                assertThat(again.model.hash).isEqualTo(whole);
            }

            long atState = tradeUntilDeleted(node, client);
            send(client, market.orders(200));
            client.awaitAnswers();

            World state = source.world();
            assertThat(state.number()).isEqualTo(atState);
            assertThat(told(state)).isEqualTo(statedByTwin).isNotEmpty();
            try (FollowedDigest fresh =
                            new FollowedDigest(source, directory.resolve("other")).readTo(client.lastOutput());
                    FollowedDigest old = new FollowedDigest(source, folder).readTo(client.lastOutput())) {
                assertThat(fresh.starts).containsExactly("FIRST 0 missed 0", "WORLD " + atState + " missed 0");
                assertThat(old.starts).containsExactly("WORLD " + atState + " missed " + (atState - atSnapshot));
                assertThat(old.model.hash).isEqualTo(fresh.model.hash);
            }
        }
        assertThat(ends).isEmpty();
    }

    @Test
    @DisplayName("A reader notices that the node was started afresh without its journal, and goes no further; a new one"
            + " passes over the snapshot that is ahead of the exchange")
    void readersNoticeAnotherExchange() throws Exception {
        AtomicReference<SequencerNode> current = new AtomicReference<>();
        FollowedOutputs.Source source = ConnectedOutputs.over(() -> connect(Objects.requireNonNull(current.get())));
        try (FollowedDigest reader = new FollowedDigest(source, directory.resolve("reader"))) {
            long last;
            try (SequencerNode node = SequencerNode.start(options, ends::add)) {
                current.set(node);
                last = trade(node, 100);
                reader.readTo(last).snapshot();
            }
            NodeOptions afresh =
                    NodeUnderTest.keeping(KEPT_BYTES, directory.resolve("afresh"), NodeUnderTest.freePorts(10));
            try (SequencerNode node = SequencerNode.start(afresh, ends::add)) {
                current.set(node);
                long less = trade(node, 10);
                assertThat(less).isLessThan(last);
                try (FollowedDigest next =
                        new FollowedDigest(source, directory.resolve("reader"), FollowedDigest.LAYOUT).readTo(less)) {
                    assertThat(next.starts).containsExactly("FIRST 0 missed 0");
                    assertThat(next.snapshots.unusable()).isEqualTo(1);
                }
                long more = trade(node, 300);
                assertThat(more).isGreaterThan(last);

                assertThatThrownBy(() -> reader.readTo(more)).isInstanceOf(OtherExchangeException.class);
                assertThat(reader.model.number).isEqualTo(last);
            }
        }
        assertThat(ends).isEmpty();
    }

    private long trade(SequencerNode node, int orders) {
        TestMarket fresh = new TestMarket();
        try (TestClient client = new TestClient(node.driverDirectory(), ClientOptions.local())) {
            client.sendAll(fresh.opening());
            client.sendAll(fresh.orders(orders));
            client.awaitAnswers();
            return client.lastOutput();
        }
    }

    /** Trades and takes snapshots until output 1 is gone; gives the last output in the newest snapshot. */
    private long tradeUntilDeleted(SequencerNode node, TestClient client) {
        long last;
        long taken = node.counts().snapshots();
        do {
            send(client, market.orders(6_000));
            client.awaitAnswers();
            last = client.lastOutput();
            statedByTwin = told(twin.view().world());
            long expected = ++taken;
            node.requestSnapshot();
            client.await("snapshot " + expected, () -> node.counts().snapshots() == expected);
        } while (!isDeleted(client, taken));
        assertThat(twin.outputNumber()).isEqualTo(last);
        return last;
    }

    /**
     * The keeper looks twice a second, and the first snapshots may leave less behind them than is kept. A reader that
     * stays would keep the files that it reads.
     */
    private static boolean isDeleted(TestClient client, long snapshots) {
        long deadline = System.nanoTime() + (snapshots < 3 ? 0 : 3_000_000_000L);
        try {
            do {
                client.outputs(List.of(OutputSource.local()), 1, 1);
            } while (System.nanoTime() - deadline < 0);
            return false;
        } catch (OutputsGoneException gone) {
            return true;
        }
    }

    private static ExchangeConnection connect(SequencerNode node) {
        return ExchangeConnection.local(node.driverDirectory(), Duration.ofSeconds(5), failure -> {});
    }

    private void send(TestClient client, List<byte[]> commands) {
        client.sendAll(commands);
        commands.forEach(command -> twin.apply(
                new UnsafeBuffer(command), 0, command.length, twin.commandNumber(), (buffer, offset, length) -> {}));
    }

    private static List<String> told(World world) {
        List<String> lines = new ArrayList<>();
        world.tell(new WorldVisitor() {
            @Override
            public void asset(int id, String symbol, int decimals) {
                lines.add("asset " + id + " " + symbol + " " + decimals);
            }

            @Override
            public void instrument(WorldInstrument instrument) {
                lines.add(instrument.toString());
            }

            @Override
            public void account(WorldAccount account) {
                lines.add(account.toString());
            }

            @Override
            public void balance(int account, int asset, long available, long held) {
                lines.add("balance " + account + " " + asset + " " + available + " " + held);
            }

            @Override
            public void order(WorldOrder order) {
                lines.add(order.toString());
            }
        });
        return lines;
    }
}
