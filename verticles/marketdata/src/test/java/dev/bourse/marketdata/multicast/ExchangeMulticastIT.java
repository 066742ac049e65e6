package dev.bourse.marketdata.multicast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.ConnectedOutputs;
import dev.bourse.exchange.ExchangeConnection;
import dev.bourse.exchange.client.Answer;
import dev.bourse.exchange.client.AnswerListener;
import dev.bourse.exchange.client.ExchangeClient;
import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.output.LastingOutputs;
import dev.bourse.exchange.replay.SimulatedSession;
import dev.bourse.exchange.sequencer.NodeOptions;
import dev.bourse.exchange.sequencer.SequencerNode;
import dev.bourse.marketdata.feed.FeedListener;
import dev.bourse.marketdata.feed.ReceivedInstrument;
import dev.bourse.marketdata.market.Books;
import dev.bourse.marketdata.market.InstrumentMarket;
import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.market.MarketLimits;
import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Market data behind a real node of the exchange: commands go in through its journal, outputs are read from its
 * archive, books go out by multicast to a receiver that loses every hundredth datagram.
 */
class ExchangeMulticastIT {
    private static final int COMMANDS = 4_000;
    private static final int INSTRUMENTS = 4;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path folder = Path.of("");

    private final ExchangeCore twin = new ExchangeCore(64);
    private final long end = System.nanoTime() + PATIENCE_NANOS;

    private static final class Ignored implements AnswerListener {
        @Override
        public void onAnswer(long correlationId, Answer answer) {}

        @Override
        public void onUnknown(long correlationId, String why) {}
    }

    private static ExchangeConnection connect(SequencerNode node) {
        return ExchangeConnection.local(node.driverDirectory(), Duration.ofSeconds(5), failure -> {});
    }

    private void until(BooleanSupplier reached, Runnable work) {
        while (!reached.getAsBoolean() && System.nanoTime() < end) {
            work.run();
            Thread.yield();
        }
    }

    @Test
    @DisplayName(
            "D2, E3: books from a running exchange's multicast are its core's, although 1 % of datagrams are dropped")
    void books() {
        int port = 20_000 + (int) (ProcessHandle.current().pid() % 1_000) * 10;
        MulticastChannels channels =
                new MulticastChannels("224.20.30.43:" + (port + 8), "localhost:" + (port + 9), "localhost");
        Loss loss = new Loss(0.01);
        try (SequencerNode node = SequencerNode.start(NodeOptions.local(folder, 0, 1, port), why -> {});
                LastingOutputs outputs = new LastingOutputs(ConnectedOutputs.over(() -> connect(node)), 1);
                ExchangeConnection connection = connect(node);
                ExchangeClient client =
                        ExchangeClient.start(connection.aeron(), connection.client(), 1 << 20, new Ignored());
                MediaDriver near = Loss.NONE.driver();
                MediaDriver far = loss.driver();
                Aeron sending = Aeron.connect(new Aeron.Context().aeronDirectoryName(near.aeronDirectoryName()));
                Aeron receiving = Aeron.connect(new Aeron.Context().aeronDirectoryName(far.aeronDirectoryName()));
                MulticastSender sender = new MulticastSender(sending, channels, 1 << 14, 20_000);
                MulticastReceiver receiver = new MulticastReceiver(receiving, channels, false, new FeedListener() {})) {
            Market market = new Market(MarketLimits.USUAL, (id, period, candle) -> {}, sender.listener());
            sender.follow(market);
            Runnable turn = () -> {
                outputs.poll((number, buffer, offset, length) -> market.onOutput(buffer, offset, length));
                sender.work(System.nanoTime());
                receiver.poll(System.nanoTime());
            };
            send(client, turn);
            until(() -> market.number() == twin.outputNumber() && isWhole(receiver, sender), turn);

            assertThat(node.ended()).isNull();
            assertThat(market.number()).isEqualTo(twin.outputNumber());
            for (InstrumentMarket instrument : market.instruments()) {
                assertThat(Books.of(instrument.book()))
                        .isEqualTo(Books.ofCore(
                                twin.view(), instrument.definition().id()))
                        .isNotEmpty();
            }
            assertThat(receiver.feed().number()).isEqualTo(sender.publisher().lastNumber());
            assertThat(receiver.feed().instruments()).hasSize(INSTRUMENTS);
            for (ReceivedInstrument instrument : receiver.feed().instruments().values()) {
                assertThat(Books.of(instrument.book()))
                        .isEqualTo(Books.ofCore(
                                twin.view(), instrument.definition().id()));
            }
            assertThat(loss.dropped()).isPositive();
            assertThat(receiver.feed().gaps()).isPositive();
        }
    }

    private void send(ExchangeClient client, Runnable turn) {
        SimulatedSession session = new SimulatedSession(new SimulatedSession.Settings(3, INSTRUMENTS, 20, 200, false));
        for (int left = COMMANDS; left > 0; left -= session.isSettingUp() ? 0 : 1) {
            int length = session.next();
            twin.apply(session.buffer(), 0, length, twin.commandNumber(), session);
            until(() -> client.send(session.buffer(), 0, length), turn);
            turn.run();
        }
    }

    private static boolean isWhole(MulticastReceiver receiver, MulticastSender sender) {
        return receiver.feed().isWhole()
                && receiver.feed().number() == sender.publisher().lastNumber();
    }
}
