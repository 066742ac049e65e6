package dev.bourse.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.ExchangeConnection;
import dev.bourse.exchange.client.Answer;
import dev.bourse.exchange.client.AnswerListener;
import dev.bourse.exchange.client.ExchangeClient;
import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.Liquidity;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.replay.SimulatedSession;
import dev.bourse.exchange.sequencer.NodeOptions;
import dev.bourse.exchange.sequencer.SequencerNode;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.cluster.TestNode.TestCluster;
import dev.bourse.shared.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running exchange, and two data processes that follow it, of which one is killed while there is trading. */
@DisplayName("A2, C8: the trades of a running exchange are ticks in the log, each once, whoever dies")
final class ExchangeTakeoverIT {
    private static final int INSTRUMENTS = 12;
    private static final int ORDERS = 6_000;

    private final TestCluster cluster = TestNode.cluster().with("cluster.partitions", "16");
    private final SimulatedSession session =
            new SimulatedSession(new SimulatedSession.Settings(5, INSTRUMENTS, 40, 300, false));
    /** The exchange's commands applied to a core of the test's own. */
    private final ExchangeCore twin = new ExchangeCore(64);

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutedDecoder executed = new ExecutedDecoder();
    private final List<String> matches = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    private static final class Ignored implements AnswerListener {
        @Override
        public void onAnswer(long correlationId, Answer answer) {}

        @Override
        public void onUnknown(long correlationId, String why) {}
    }

    private static void run(TestNode node, Map<String, String> values) {
        Settings settings = Settings.of(values);
        DataGroup group = new DataGroup();
        group.check(settings);
        assertThat(settings.faults()).isEmpty();
        TestNode.await(group.deploy(node.node(), settings).mapEmpty());
    }

    private void trade(ExchangeClient client, int orders) {
        for (int left = orders; left > 0; left -= session.isSettingUp() ? 0 : 1) {
            int length = session.next();
            twin.apply(session.buffer(), 0, length, twin.commandNumber(), (buffer, offset, size) -> {
                session.onOutput(buffer, offset, size);
                note(buffer, offset);
            });
            Eventually.equal(true, () -> client.send(session.buffer(), 0, length));
        }
    }

    private void note(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        if (header.templateId() == ExecutedDecoder.TEMPLATE_ID) {
            executed.wrapAndApplyHeader(buffer, offset, header);
            if (executed.liquidity() == Liquidity.TAKER) {
                matches.add("S" + executed.instrumentId() + "/USD " + executed.price() + " x " + executed.quantity());
            }
        }
    }

    private List<String> matches(String symbol) {
        return matches.stream().filter(match -> match.startsWith(symbol + " ")).toList();
    }

    @Test
    @DisplayName(
            "a data process is killed in the middle of trading: the other goes on after the last output in the log")
    void killed() {
        int port = 21_000 + (int) (ProcessHandle.current().pid() % 1_000) * 10;
        Map<String, String> settings = Map.of(
                "data.feed", "exchange", "data.exchange.history", "3650d", "exchange.port", String.valueOf(port));
        try (SequencerNode exchange = SequencerNode.start(NodeOptions.local(folder, 0, 1, port), why -> {});
                ExchangeConnection connection =
                        ExchangeConnection.local(exchange.driverDirectory(), Duration.ofSeconds(10), failure -> {});
                ExchangeClient client =
                        ExchangeClient.start(connection.aeron(), connection.client(), 1 << 20, new Ignored());
                TestNode reader = cluster.start("web");
                TestNode first = cluster.start("data");
                TestNode second = cluster.start("data")) {
            Eventually.equal(
                    true, () -> reader.node().hazelcast().getPartitionService().isClusterSafe());
            LogReader log = new LogReader(reader.node());
            run(first, settings);
            run(second, settings);
            trade(client, ORDERS / 2);
            Eventually.equal(matches.size(), log::count);
            trade(client, ORDERS / 4);
            first.kill();
            trade(client, ORDERS / 4);

            Eventually.equal(matches.size(), log::count);
            for (int instrument = 1; instrument <= INSTRUMENTS; instrument++) {
                String symbol = "S" + instrument + "/USD";
                assertThat(log.of(symbol).stream().map(tick -> symbol + " " + tick.price() + " x " + tick.size()))
                        .isEqualTo(matches(symbol))
                        .isNotEmpty();
                assertThat(log.of(symbol).stream().map(TickCollector.Tick::time))
                        .isSorted();
            }
            log.assertOrdered();
            assertThat(exchange.ended()).isNull();
        }
    }
}
