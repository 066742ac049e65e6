package dev.bourse.marketdata.multicast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.marketdata.feed.FeedListener;
import dev.bourse.marketdata.feed.ReceivedInstrument;
import dev.bourse.marketdata.market.Books;
import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.market.MarketLimits;
import dev.bourse.marketdata.market.WildMarket;
import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The feed over real UDP multicast on the loopback interface, between two media drivers, the receiver's with losses.
 */
class MulticastIT {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int COMMANDS = 20_000;

    private static Aeron client(MediaDriver driver) {
        return Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
    }

    @ParameterizedTest(name = "loss {0}, Aeron repairs: {1}")
    @CsvSource({"0.0,true", "0.01,true", "0.01,false"})
    @DisplayName("D2: books from the L3 multicast equal the core's at the same number, also when datagrams are dropped")
    void books(double loss, boolean reliable) {
        int port = 41_000 + (int) (ProcessHandle.current().pid() % 10_000) * 2;
        MulticastChannels channels =
                new MulticastChannels("224.20.30.41:" + port, "localhost:" + (port + 1), "localhost");
        Loss counted = new Loss(loss);
        WildMarket wild = new WildMarket(17);
        try (MediaDriver near = Loss.NONE.driver();
                MediaDriver far = counted.driver();
                Aeron sending = client(near);
                Aeron receiving = client(far);
                MulticastSender sender = new MulticastSender(sending, channels, 1 << 14, 20_000);
                MulticastReceiver receiver =
                        new MulticastReceiver(receiving, channels, reliable, new FeedListener() {})) {
            Market market = new Market(MarketLimits.USUAL, (id, period, candle) -> {}, sender.listener());
            sender.follow(market);
            wild.next(500, market::onOutput);
            sender.skipHistory();
            settle(sender, receiver, wild);
            for (int i = 0; i < COMMANDS; i += 20) {
                wild.next(20, market::onOutput);
                turn(sender, receiver);
            }
            settle(sender, receiver, wild);
            if (loss > 0) {
                assertThat(counted.dropped()).isPositive();
            }
            if (!reliable) {
                assertThat(receiver.feed().gaps()).isPositive();
                assertThat(sender.publisher().requests()).isPositive();
            }
        }
    }

    private static void turn(MulticastSender sender, MulticastReceiver receiver) {
        sender.work(System.nanoTime());
        receiver.poll(System.nanoTime());
    }

    /** Goes on until the receiver has all, then compares. */
    private static void settle(MulticastSender sender, MulticastReceiver receiver, WildMarket wild) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end
                && !(receiver.feed().isWhole()
                        && receiver.feed().number() == sender.publisher().lastNumber())) {
            turn(sender, receiver);
            Thread.yield();
        }
        assertThat(receiver.feed().number()).isEqualTo(sender.publisher().lastNumber());
        assertThat(receiver.feed().instruments()).hasSize(WildMarket.INSTRUMENTS);
        for (ReceivedInstrument instrument : receiver.feed().instruments().values()) {
            assertThat(instrument.isWhole()).isTrue();
            assertThat(Books.of(instrument.book()))
                    .isEqualTo(Books.ofCore(
                            wild.core.view(), instrument.definition().id()));
        }
    }
}
