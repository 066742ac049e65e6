package dev.bourse.marketdata.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.marketdata.market.Books;
import dev.bourse.marketdata.market.InstrumentMarket;
import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.market.MarketLimits;
import dev.bourse.marketdata.market.WildMarket;
import dev.bourse.marketdata.protocol.MessageHeaderEncoder;
import dev.bourse.marketdata.protocol.RetransmitRequestEncoder;
import java.util.Objects;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

class FeedPropertyTest {
    private static final int COMMANDS = 4_000;
    private static final long STEP_NANOS = 30_000_000;

    /** A publisher and a receiver with a wire between them that loses some of what it is given. */
    private static final class Wire {
        final WildMarket wild;
        final SplittableRandom random;
        final int losesOf1000;
        final FeedPublisher publisher;
        final Market market;
        final FeedReceiver receiver;
        final UnsafeBuffer request = new UnsafeBuffer(new byte[64]);
        private final FeedPublisher.Rounds rounds;
        boolean cut;
        boolean mute;
        long now;
        long dropped;

        Wire(long seed, int kept, int losesOf1000) {
            wild = new WildMarket(seed);
            random = new SplittableRandom(seed);
            this.losesOf1000 = losesOf1000;
            publisher = new FeedPublisher(kept, this::carry, this::carry, this::carry);
            market = new Market(MarketLimits.USUAL, (id, period, candle) -> {}, publisher.listener());
            rounds = publisher.rounds(market);
            receiver = new FeedReceiver(1 << 14, new FeedListener() {}, this::ask);
        }

        boolean carry(DirectBuffer buffer, int offset, int length) {
            if (cut || random.nextInt(1000) < losesOf1000) {
                dropped++;
            } else {
                receiver.onMessage(buffer, offset, length);
            }
            return true;
        }

        void ask(long after, long until) {
            new RetransmitRequestEncoder()
                    .wrapAndApplyHeader(request, 0, new MessageHeaderEncoder())
                    .after(after)
                    .until(until);
            if (!mute) {
                publisher.onRequest(request, 0, request.capacity());
            }
        }

        void step(int commands) {
            wild.next(commands, market::onOutput);
            settle();
        }

        void settle() {
            now += STEP_NANOS;
            publisher.work(now, rounds, 200);
            receiver.work(now);
        }

        void settleUntilWhole() {
            for (int i = 0; i < 2_000 && !(receiver.isWhole() && receiver.number() == publisher.lastNumber()); i++) {
                settle();
            }
        }

        void compare() {
            assertThat(receiver.number()).isEqualTo(publisher.lastNumber());
            assertThat(receiver.instruments()).hasSize(WildMarket.INSTRUMENTS);
            for (InstrumentMarket instrument : market.instruments()) {
                int id = instrument.definition().id();
                ReceivedInstrument received =
                        Objects.requireNonNull(receiver.instruments().get(id));
                assertThat(received.isWhole()).isTrue();
                assertThat(received.phase()).isEqualTo(instrument.phase());
                assertThat(received.definition()).isEqualTo(instrument.definition());
                assertThat(Books.of(received.book())).isEqualTo(Books.ofCore(wild.core.view(), id));
            }
        }
    }

    @Property(tries = 15)
    @Label("D2: while 1 % of all messages are lost, books from the multicast are the core's whenever the number is the"
            + " same")
    void onePercent(@ForAll long seed) {
        Wire wire = new Wire(seed, 1 << 14, 10);
        int compared = 0;
        for (int i = 0; i < COMMANDS; i += 4) {
            wire.step(4);
            if (wire.receiver.isWhole()
                    && wire.receiver.number() == wire.publisher.lastNumber()
                    && wire.receiver.instruments().size() == WildMarket.INSTRUMENTS) {
                wire.compare();
                compared++;
            }
        }
        wire.settleUntilWhole();
        wire.compare();
        assertThat(compared).isGreaterThan(COMMANDS / 8);
        assertThat(wire.dropped).isPositive();
        assertThat(wire.receiver.gaps()).isPositive();
        assertThat(wire.publisher.requests()).isPositive();
    }

    @Property(tries = 10)
    @Label("D2: a receiver that joins late, or was cut off for longer than events are kept, is whole again by the"
            + " snapshots")
    void lateAndCut(@ForAll long seed) {
        Wire wire = new Wire(seed, 256, 10);
        wire.cut = true;
        wire.step(1_000);
        wire.cut = false;
        for (int i = 0; i < 300; i++) {
            wire.step(2);
        }
        wire.settleUntilWhole();
        wire.compare();
        wire.cut = true;
        for (int i = 0; i < 400; i++) {
            wire.step(4);
        }
        wire.cut = false;
        for (int i = 0; i < 300; i++) {
            wire.step(2);
        }
        wire.settleUntilWhole();
        wire.compare();
        assertThat(wire.receiver.losses()).isPositive();
        assertThat(wire.publisher.refusals()).isPositive();
    }

    @Example
    @Label("D2: where requests never arrive, a gap costs the books after half a second, and the snapshots bring them"
            + " back")
    void mute() {
        Wire wire = new Wire(7, 1 << 14, 10);
        wire.mute = true;
        for (int i = 0; i < 600; i++) {
            wire.step(4);
        }
        wire.settleUntilWhole();
        wire.compare();
        assertThat(wire.receiver.losses()).isPositive();
        assertThat(wire.publisher.requests()).isZero();
    }

    @Example
    @Label("A lost last event is noticed by the heartbeat, though nothing follows it")
    void lastEvent() {
        Wire wire = new Wire(11, 1 << 14, 0);
        wire.step(500);
        wire.settleUntilWhole();
        wire.cut = true;
        long before = wire.publisher.lastNumber();
        while (wire.publisher.lastNumber() == before) {
            wire.step(1);
        }
        wire.cut = false;
        assertThat(wire.receiver.number()).isEqualTo(before);
        wire.settleUntilWhole();
        wire.compare();
        assertThat(wire.receiver.gaps()).isEqualTo(1);
        assertThat(wire.receiver.losses()).isZero();
    }
}
