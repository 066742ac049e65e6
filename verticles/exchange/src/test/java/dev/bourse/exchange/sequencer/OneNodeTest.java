package dev.bourse.exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.exchange.client.ClientOptions;
import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.output.OutputSource;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.replay.JournalReplay;
import dev.bourse.shared.config.StartFailure;
import io.aeron.cluster.RecordingLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One journaled node: E3, C2, C3. */
class OneNodeTest {
    @TempDir
    Path directory;

    private final TestMarket market = new TestMarket();
    private final List<String> ends = new ArrayList<>();
    private final List<byte[]> sent = new ArrayList<>();
    private NodeOptions options = NodeOptions.local(Path.of("unused"), 0, 1, 1);

    @BeforeEach
    void choosePorts() throws Exception {
        options = NodeUnderTest.options(directory, 0, 1, NodeUnderTest.freePorts(10));
    }

    @Test
    @DisplayName("An order is placed, executed and cancelled through a node, and the outputs are read by number")
    void placesExecutesCancels() {
        try (SequencerNode node = start();
                TestClient client = client(node)) {
            send(client, market.opening());
            send(client, List.of(market.order(1, Side.SELL, 100, 10)));
            client.awaitAnswers();
            long sell = market.lastCorrelationId();
            long orderId = orderId(client.answer(sell).get(0));
            send(client, List.of(market.order(2, Side.BUY, 100, 4), market.cancel(1, orderId)));
            client.awaitAnswers();

            List<String> outputs = client.outputs(List.of(OutputSource.local()), 1, client.lastOutput());
            assertThat(outputs.stream().map(OneNodeTest::name).skip(12))
                    .containsExactly(
                            "OrderAccepted", "OrderRested", "OrderAccepted", "Executed", "Executed", "OrderCancelled");
            assertThat(client.answers.values().stream().flatMap(List::stream)).isEqualTo(outputs);
            assertThat(outputs).isEqualTo(Replayed.outputs(sent, outputs));
            assertThat(client.outputs(List.of(OutputSource.local()), 15, 16)).isEqualTo(outputs.subList(14, 16));
        }
        assertThat(ends).isEmpty();
    }

    @Test
    @DisplayName(
            "A restart from a snapshot taken while trading and the journal since gives the state and the outputs of"
                    + " an exchange that never stopped")
    void restartsFromSnapshotAndJournal() {
        try (SequencerNode node = start();
                TestClient client = client(node)) {
            send(client, market.opening());
            send(client, market.orders(2_000));
            send(client, List.of(market.markSnapshot(1)));
            send(client, market.orders(2_000));
            client.awaitAnswers();
            client.await("snapshot", () -> node.counts().snapshots() == 1);
            send(client, market.orders(500));
            client.awaitAnswers();
        }
        try (SequencerNode node = start();
                TestClient client = client(node)) {
            send(client, market.orders(100));
            send(client, List.of(market.markSnapshot(2)));
            client.awaitAnswers();

            long last = client.lastOutput();
            List<String> outputs = client.outputs(options.outputSources("127.0.0.1"), 1, last);
            assertThat(outputs).isEqualTo(Replayed.outputs(sent, outputs));
            assertThat(outputs.get((int) last - 1)).startsWith("SnapshotMarked").contains(" stateHash=");
        }
        assertThat(ends).isEmpty();
    }

    @Test
    @DisplayName("The journal before the snapshots that are kept is deleted, and a restart does without it")
    void purgesTheJournal() throws Exception {
        try (SequencerNode node = start();
                TestClient client = client(node)) {
            send(client, market.opening());
            for (int i = 1; i <= 4; i++) {
                int taken = i;
                send(client, market.orders(4_000));
                client.awaitAnswers();
                node.requestSnapshot();
                client.await("snapshot " + i, () -> node.counts().snapshots() == taken);
            }
            Path first = options.archiveDirectory().resolve(journal() + "-0.rec");
            client.await("deleted files of the journal", () -> !Files.exists(first));
        }
        try (SequencerNode node = start();
                TestClient client = client(node)) {
            send(client, List.of(market.markSnapshot(1)));
            client.awaitAnswers();

            long last = client.lastOutput();
            List<String> outputs = client.outputs(List.of(OutputSource.local()), 1, last);
            assertThat(outputs).isEqualTo(Replayed.outputs(sent, outputs));
        }
    }

    @Test
    @DisplayName("A client that does not take its answers is cut off, the others go on, and it gets each answer once it"
            + " is back")
    void cutsOffASlowClient() {
        ClientOptions remote = new ClientOptions(
                options.ingressEndpoints(), "127.0.0.1", 8_192, 16_384, Duration.ofMinutes(1), Duration.ofMillis(10));
        try (SequencerNode node = start();
                TestClient client = client(node);
                TestClient slow = new TestClient(node.driverDirectory(), remote)) {
            send(client, market.opening());
            client.awaitAnswers();
            slow.await("a connection", slow.session::isConnected);
            List<byte[]> many = market.orders(8_000);
            for (byte[] order : many) {
                slow.session.send(new UnsafeBuffer(order), 0, order.length);
            }
            for (int i = 0; i < 8; i++) {
                slow.session.poll();
            }
            client.await("the end of the slow session", () -> node.counts().closedSessions() == 1);
            send(client, List.of(market.order(1, Side.SELL, 5_000, 1)));
            client.awaitAnswers();
            assertThat(slow.session.unanswered()).isPositive();

            slow.awaitAnswers();
            assertThat(slow.answers).hasSize(many.size());
            assertThat(slow.doubled).isEmpty();
            assertThat(slow.unknown).isEmpty();
            assertThat(slow.repeated()).isPositive();
        }
    }

    @Test
    @DisplayName("A second node in the directory of a live one is refused with the process to end")
    void refusesADirectoryInUse() {
        try (SequencerNode node = start()) {
            assertThat(node.ended()).isNull();
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--exchange.directory");
        }
    }

    @Test
    @DisplayName("Marks of an active process that a dead one left behind do not keep a node from starting")
    void startsOverTheMarksOfADeadProcess() throws Exception {
        start().close();
        Path mark = options.clusterDirectory().resolve("cluster-mark.dat");
        byte[] closed = Files.readAllBytes(mark);
        byte[] ofALiveOne;
        try (SequencerNode node = start()) {
            assertThat(node.ended()).isNull();
            ofALiveOne = Files.readAllBytes(mark);
        }
        assertThat(ofALiveOne).isNotEqualTo(closed);
        Files.write(mark, ofALiveOne);

        try (SequencerNode node = start();
                TestClient client = client(node)) {
            send(client, market.opening());
            client.awaitAnswers();
        }
    }

    @Test
    @DisplayName("A node's journal, exported and replayed elsewhere, gives the outputs that the node recorded, byte for"
            + " byte")
    void exportsTheJournal() throws Exception {
        Path file = directory.resolve("exported.journal");
        List<String> recorded;
        try (SequencerNode node = start();
                TestClient client = client(node)) {
            send(client, market.opening());
            send(client, market.orders(3_000));
            client.awaitAnswers();
            send(client, List.of(market.markSnapshot(1)));
            client.awaitAnswers();
            recorded = client.bytes(List.of(OutputSource.local()), 1, client.lastOutput());
            assertThatThrownBy(() -> JournalExport.export(options.directory(), file))
                    .hasMessageContaining("a node is at work in");
        }

        assertThat(JournalExport.export(options.directory(), file)).isEqualTo(sent.size());

        List<String> replayed = new ArrayList<>();
        JournalReplay.replay(
                file,
                Long.MAX_VALUE,
                new ExchangeCore(100),
                (buffer, offset, length) -> replayed.add(TestClient.hex(buffer, offset, length)));
        assertThat(replayed).isEqualTo(recorded);
    }

    @Test
    @DisplayName("A byte that has changed in the journal ends the node with where it is; nothing is passed over")
    void refusesADamagedJournal() throws Exception {
        try (SequencerNode node = start();
                TestClient client = client(node)) {
            send(client, market.opening());
            send(client, market.orders(2_000));
            client.awaitAnswers();
        }
        Path file = options.archiveDirectory().resolve(journal() + "-0.rec");
        byte[] bytes = Files.readAllBytes(file);
        bytes[100_000] ^= 1;
        Files.write(file, bytes);

        String why;
        try (SequencerNode node = start()) {
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (node.ended() == null && System.nanoTime() - deadline < 0) {
                Thread.onSpinWait();
            }
            why = String.valueOf(node.ended());
            assertThat(node.counts().commandNumber()).isLessThan(2_000);
        } catch (StartFailure refused) {
            why = String.valueOf(refused.getMessage());
        }
        assertThat(why).contains("the journal in").contains("is damaged").contains("restore");
    }

    @Test
    @DisplayName("A node on a full disk is refused with the space that it needs")
    void refusesAFullDisk() {
        assertThat(DiskSpace.shortage(Path.of("data"), 10L << 20, 256L << 20))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("10 MB are free")
                        .contains("needs 256 MB")
                        .contains("make room"));
        assertThat(DiskSpace.shortage(Path.of("data"), 256L << 20, 256L << 20)).isEmpty();
    }

    private SequencerNode start() {
        return SequencerNode.start(options, ends::add);
    }

    private static TestClient client(SequencerNode node) {
        return new TestClient(node.driverDirectory(), ClientOptions.local());
    }

    private void send(TestClient client, List<byte[]> commands) {
        sent.addAll(commands);
        client.sendAll(commands);
    }

    private long journal() {
        try (RecordingLog log = new RecordingLog(options.clusterDirectory().toFile(), false)) {
            return log.findLastTermRecordingId();
        }
    }

    private static String name(String output) {
        return output.substring(0, output.indexOf(' '));
    }

    private static long orderId(String output) {
        return Long.parseLong(output.replaceFirst(".* orderId=(\\d+) .*", "$1"));
    }
}
