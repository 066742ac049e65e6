package dev.bourse.marketdata.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.client.Answer;
import dev.bourse.exchange.client.AnswerListener;
import dev.bourse.exchange.client.ClientOptions;
import dev.bourse.exchange.client.ExchangeClient;
import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.replay.SimulatedSession;
import dev.bourse.exchange.sequencer.NodeOptions;
import dev.bourse.exchange.sequencer.SequencerNode;
import dev.bourse.marketdata.market.Books;
import dev.bourse.marketdata.market.InstrumentMarket;
import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.market.MarketLimits;
import dev.bourse.marketdata.market.MarketListener;
import dev.bourse.shared.config.HostPort;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Market data behind a real node of the exchange: commands go in over the network, outputs are read from its archive.
 */
class ExchangeOutputsIT {
    private static final int COMMANDS = 3_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path folder = Path.of("");

    private static final class Ignored implements AnswerListener {
        @Override
        public void onAnswer(long correlationId, Answer answer) {}

        @Override
        public void onUnknown(long correlationId, String why) {}
    }

    @Test
    @DisplayName("E3, E5: books from the outputs of a running exchange are those of a core that got the same commands")
    void books() {
        int port = 20_000 + (int) (ProcessHandle.current().pid() % 1_000) * 10;
        ExchangeCore twin = new ExchangeCore(64);
        Market market = new Market(MarketLimits.USUAL, (id, period, candle) -> {}, new MarketListener() {});
        NodeOptions options = NodeOptions.local(folder, 0, 1, port);
        try (SequencerNode node = SequencerNode.start(options, why -> {});
                Media media = new Media();
                ExchangeOutputs outputs = new ExchangeOutputs(
                        media.aeron(),
                        List.of(new HostPort("127.0.0.1", options.ports().archivePort(0))),
                        "127.0.0.1");
                ExchangeClient client = ExchangeClient.start(
                        media.aeron(),
                        ClientOptions.remote(options.ports().ingressEndpoints(), "127.0.0.1"),
                        1 << 20,
                        new Ignored())) {
            long end = System.nanoTime() + PATIENCE_NANOS;
            SimulatedSession session = new SimulatedSession(new SimulatedSession.Settings(3, 4, 20, 200, false));
            for (int left = COMMANDS; left > 0; left -= session.isSettingUp() ? 0 : 1) {
                int length = session.next();
                twin.apply(session.buffer(), 0, length, twin.commandNumber(), session);
                while (!client.send(session.buffer(), 0, length) && System.nanoTime() < end) {
                    outputs.poll(market::onOutput);
                }
            }
            while (market.number() < twin.outputNumber() && System.nanoTime() < end) {
                outputs.poll(market::onOutput);
            }
            assertThat(node.ended()).isNull();
        }
        assertThat(market.number()).isEqualTo(twin.outputNumber());
        assertThat(market.instruments()).hasSize(4);
        for (InstrumentMarket instrument : market.instruments()) {
            assertThat(Books.of(instrument.book()))
                    .isEqualTo(Books.ofCore(twin.view(), instrument.definition().id()))
                    .isNotEmpty();
        }
    }
}
