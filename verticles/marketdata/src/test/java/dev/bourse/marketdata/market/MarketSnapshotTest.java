package dev.bourse.marketdata.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.snapshot.SnapshotReader;
import dev.bourse.exchange.snapshot.SnapshotWriter;
import dev.bourse.marketdata.candle.Period;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class MarketSnapshotTest {
    private static final int COMMANDS = 2_000;
    /** Small, so that everything is overwritten again and again. */
    private static final MarketLimits LIMITS = new MarketLimits(Map.of(Period.SECOND, 5, Period.MINUTE, 3), 20, 10);

    private static final MarketListener NOBODY = new MarketListener() {};

    @Property(tries = 20)
    @Label("E5: a snapshot and the outputs behind it give the market that all outputs give, to the number: books,"
            + " candles, trades, statistics, books of the past")
    void comesBack(@ForAll long seed) {
        WildMarket wild = new WildMarket(seed);
        List<String> complete = new ArrayList<>();
        Market all = market(complete);
        wild.next(COMMANDS, all::onOutput);
        Market loaded = load(save(all), new ArrayList<>());
        assertThat(save(loaded)).isEqualTo(save(all));

        int told = complete.size();
        List<String> again = new ArrayList<>();
        Market continued = load(save(all), again);
        int offered = again.size();
        wild.next(COMMANDS, (buffer, offset, length) -> {
            all.onOutput(buffer, offset, length);
            continued.onOutput(buffer, offset, length);
        });

        assertThat(save(continued)).isEqualTo(save(all));
        assertThat(again.subList(offered, again.size())).isEqualTo(complete.subList(told, complete.size()));
        // What an archive may have lost with the power is offered to it again.
        assertThat(complete).containsAll(again.subList(0, offered));
        for (int i = 0; i < all.instruments().size(); i++) {
            InstrumentMarket mine = continued.instruments().get(i);
            InstrumentMarket other = all.instruments().get(i);
            assertThat(Books.of(mine.book()))
                    .isEqualTo(Books.ofCore(wild.core.view(), mine.definition().id()));
            assertThat(mine.day().copy()).isEqualTo(other.day().copy());
            assertThat(mine.trades().between(0, Long.MAX_VALUE, 100))
                    .isEqualTo(other.trades().between(0, Long.MAX_VALUE, 100));
            for (Period period : Period.values()) {
                assertThat(mine.candles().ring(period).between(0, Long.MAX_VALUE))
                        .isEqualTo(other.candles().ring(period).between(0, Long.MAX_VALUE));
            }
        }
    }

    @Property(tries = 20)
    @Label("E5: a market that began with the exchange's state has its books to the order and the indicative price;"
            + " trades and candles begin there, and candles that began before are not kept for good")
    void beginsWithTheState(@ForAll long seed) {
        WildMarket wild = new WildMarket(seed);
        Market all = market(new ArrayList<>());
        wild.next(COMMANDS, all::onOutput);
        long at = wild.core.outputNumber();
        long time = wild.core.timestamp();
        List<String> complete = new ArrayList<>();
        Market seeded = market(complete);
        seeded.seed(wild.core.view().world());
        assertThat(seeded.since()).isEqualTo(at);
        compare(seeded, all, wild);
        wild.next(COMMANDS, (buffer, offset, length) -> {
            all.onOutput(buffer, offset, length);
            seeded.onOutput(buffer, offset, length);
        });

        compare(seeded, all, wild);
        assertThat(complete)
                .allSatisfy(candle -> assertThat(Long.parseLong(candle.substring(candle.lastIndexOf(' ') + 1)))
                        .isGreaterThanOrEqualTo(time));
    }

    private static void compare(Market seeded, Market all, WildMarket wild) {
        assertThat(seeded.number()).isEqualTo(all.number());
        for (int i = 0; i < all.instruments().size(); i++) {
            InstrumentMarket mine = seeded.instruments().get(i);
            InstrumentMarket other = all.instruments().get(i);
            assertThat(mine.definition()).isEqualTo(other.definition());
            assertThat(mine.phase()).isEqualTo(other.phase());
            assertThat(mine.day().copy().last()).isEqualTo(other.day().copy().last());
            assertThat(Books.of(mine.book()))
                    .isEqualTo(Books.ofCore(wild.core.view(), mine.definition().id()));
            assertThat(List.of(mine.auction().price, mine.auction().volume, mine.auction().surplus))
                    .isEqualTo(List.of(other.auction().price, other.auction().volume, other.auction().surplus));
        }
    }

    private static Market market(List<String> complete) {
        return new Market(
                LIMITS, (id, period, candle) -> complete.add(id + " " + period + " " + candle.start()), NOBODY);
    }

    private static byte[] save(Market market) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SnapshotWriter out = new SnapshotWriter((block, length) -> bytes.write(block, 0, length));
        market.save(out);
        out.finish();
        return bytes.toByteArray();
    }

    private static Market load(byte[] bytes, List<String> complete) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        SnapshotReader reader = new SnapshotReader((into, length) -> in.readNBytes(into, 0, length));
        Market market = market(complete);
        market.load(reader);
        reader.finish();
        return market;
    }
}
