package dev.bourse.exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.exchange.client.Answer;
import dev.bourse.exchange.client.AnswerListener;
import dev.bourse.exchange.client.ClientOptions;
import dev.bourse.exchange.client.ExchangeClient;
import dev.bourse.exchange.protocol.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client's promises: E3, B6. */
class ClientTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @TempDir
    Path directory;

    private final TestMarket market = new TestMarket();
    private @Nullable SequencerNode started;

    @BeforeEach
    void startNode() throws Exception {
        started = SequencerNode.start(
                NodeUnderTest.options(directory, 0, 1, NodeUnderTest.freePorts(Ports.OF_A_NODE)), why -> {});
    }

    @AfterEach
    void endNode() {
        node().close();
    }

    @Test
    @DisplayName("Commands of several threads are answered once each, and a full queue pushes back")
    void servesThreads() throws Exception {
        ConcurrentMap<Long, Integer> answers = new ConcurrentHashMap<>();
        AtomicInteger unknown = new AtomicInteger();
        try (TestClient opener = new TestClient(node().driverDirectory(), ClientOptions.local())) {
            opener.sendAll(market.opening());
            opener.awaitAnswers();
            List<byte[]> orders = market.orders(2_000);
            AnswerListener listener = new AnswerListener() {
                @Override
                public void onAnswer(long correlationId, Answer answer) {
                    answers.merge(correlationId, 1, Integer::sum);
                }

                @Override
                public void onUnknown(long correlationId, String why) {
                    unknown.incrementAndGet();
                }
            };
            try (ExchangeClient client = ExchangeClient.start(opener.aeron, ClientOptions.local(), 1 << 12, listener)) {
                List<Thread> threads = IntStream.range(0, 2)
                        .mapToObj(account -> Thread.ofPlatform().start(() -> {
                            for (int i = account; i < orders.size(); i += 2) {
                                send(client, orders.get(i));
                            }
                        }))
                        .toList();
                for (Thread thread : threads) {
                    thread.join();
                }
                long deadline = System.nanoTime() + PATIENCE_NANOS;
                while (answers.size() < orders.size() && System.nanoTime() - deadline < 0) {
                    Thread.onSpinWait();
                }
                assertThat(client.pushedBack()).isPositive();
                assertThatThrownBy(() -> client.send(new UnsafeBuffer(new byte[300]), 0, 300))
                        .hasMessageContaining("at most 256 bytes");
            }
            assertThat(answers).hasSize(orders.size());
            assertThat(answers.values()).containsOnly(1);
            assertThat(unknown).hasValue(0);
        }
    }

    @Test
    @DisplayName("Where no node answers, a command's outcome is told to be unknown after the stated time")
    void tellsWhatIsUnknown() throws Exception {
        int nobody = NodeUnderTest.freePorts(1);
        ClientOptions options = new ClientOptions(
                "0=127.0.0.1:" + nobody, "127.0.0.1", 64, 1_344, Duration.ofMillis(200), Duration.ofMillis(50));
        try (TestClient client = new TestClient(node().driverDirectory(), options)) {
            List<byte[]> commands = market.opening();
            client.sendAll(commands);
            List<Long> all = new ArrayList<>();
            for (long correlationId = 1; correlationId <= commands.size(); correlationId++) {
                all.add(correlationId);
            }

            client.await("time-outs", () -> client.unknown.size() == commands.size());

            assertThat(client.unknown).isEqualTo(all);
            assertThat(client.answers).isEmpty();
        }
    }

    @Test
    @DisplayName("A client order id that is used again by another command is refused: a clash is no repeat")
    void tellsAClashFromARepeat() {
        try (TestClient client = new TestClient(node().driverDirectory(), ClientOptions.local())) {
            client.sendAll(market.opening());
            client.send(market.orderWithId(1, 1, Side.SELL, 100, 1));
            client.send(market.orderWithId(1, 1, Side.SELL, 100, 1));
            client.awaitAnswers();

            List<String> clash = client.answer(market.lastCorrelationId());
            assertThat(clash).hasSize(1);
            assertThat(clash.get(0)).startsWith("Rejected").endsWith("reason=DUPLICATE_CLIENT_ORDER_ID");
            assertThat(client.repeated()).isZero();
        }
    }

    private SequencerNode node() {
        return Objects.requireNonNull(started);
    }

    private static void send(ExchangeClient client, byte[] command) {
        UnsafeBuffer buffer = new UnsafeBuffer(command);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!client.send(buffer, 0, command.length)) {
            Thread.onSpinWait();
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("the queue stays full");
            }
        }
    }
}
