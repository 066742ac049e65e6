package dev.bourse.marketdata.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.matching.AuctionPrice;
import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.Liquidity;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.marketdata.book.AuctionIndication;
import dev.bourse.marketdata.candle.Candle;
import dev.bourse.marketdata.candle.CandleRing;
import dev.bourse.marketdata.candle.Period;
import dev.bourse.marketdata.trade.DayStatistics.Day;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class MarketPropertyTest {
    private static final int COMMANDS = 3_000;
    private static final MarketListener NOBODY = new MarketListener() {};

    @Property(tries = 40)
    @Label("E5: after every command, books rebuilt from the outputs are the core's by order, by level and at the best"
            + " price")
    void books(@ForAll long seed) {
        WildMarket wild = new WildMarket(seed);
        Market market = new Market(MarketLimits.USUAL, (id, period, candle) -> {}, NOBODY);
        for (int i = 0; i < COMMANDS; i++) {
            wild.next(market::onOutput);
            assertThat(market.number()).isEqualTo(wild.core.outputNumber());
            for (InstrumentMarket instrument : market.instruments()) {
                int id = instrument.definition().id();
                List<String> expected = Books.ofCore(wild.core.view(), id);
                List<String> rebuilt = Books.of(instrument.book());
                if (!rebuilt.equals(expected)) {
                    assertThat(rebuilt)
                            .as("instrument %d after output %d", id, market.number())
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Property(tries = 20)
    @Label("D2: while orders are collected, the indicative price is the one at which the core would match them")
    void indication(@ForAll long seed) {
        WildMarket wild = new WildMarket(seed);
        Market market = new Market(MarketLimits.USUAL, (id, period, candle) -> {}, NOBODY);
        AuctionPrice expected = new AuctionPrice();
        for (int i = 0; i < COMMANDS; i++) {
            wild.next(market::onOutput);
            for (InstrumentMarket instrument : market.instruments()) {
                if (instrument.phase().collects()) {
                    wild.core.view().book(instrument.definition().id()).auction(expected);
                    AuctionIndication found = instrument.auction();
                    assertThat(List.of(found.price, found.volume, found.surplus))
                            .isEqualTo(List.of(expected.price, expected.volume, expected.surplus));
                }
            }
        }
    }

    @Property(tries = 20)
    @Label("E5: candles, trades and the day's statistics are what a plain count of the matches gives, to the unit")
    void candles(@ForAll long seed) {
        WildMarket wild = new WildMarket(seed);
        List<String> completed = new ArrayList<>();
        Market market = new Market(
                MarketLimits.USUAL,
                (id, period, candle) -> completed.add(id + " " + period + " " + candle.start()),
                NOBODY);
        PlainCount count = new PlainCount();
        wild.next(COMMANDS, (buffer, offset, length) -> {
            market.onOutput(buffer, offset, length);
            count.onOutput(buffer, offset);
        });
        for (InstrumentMarket instrument : market.instruments()) {
            int id = instrument.definition().id();
            for (Period period : Period.values()) {
                CandleRing ring = instrument.candles().ring(period);
                assertThat(ring.between(0, Long.MAX_VALUE)).isEqualTo(count.candles(id, period));
            }
            Day day = instrument.day().copy();
            assertThat(day.turnover()).isEqualTo(count.turnover(id));
            assertThat(instrument.trades().count()).isEqualTo(count.all(id).size());
        }
        assertThat(completed).doesNotHaveDuplicates();
    }

    @Example
    @Label("The random commands reach every event of a listener and every phase")
    void coverage() {
        Set<TradingPhase> phases = EnumSet.noneOf(TradingPhase.class);
        Set<String> events = new java.util.TreeSet<>();
        for (long seed = 0; seed < 20; seed++) {
            Market market = new Market(MarketLimits.USUAL, (id, period, candle) -> {}, new EventNames(events, phases));
            new WildMarket(seed).next(COMMANDS, market::onOutput);
        }
        assertThat(phases).containsExactly(TradingPhase.values());
        assertThat(events)
                .containsExactly(
                        "added",
                        "changed",
                        "dayEnded",
                        "deleted",
                        "executed",
                        "executed in auction",
                        "instrument",
                        "phase",
                        "uncrossed");
    }

    /** Counts matches as plainly as it can be done: by lists of what happened. */
    private static final class PlainCount {
        private record Match(int instrument, long time, long price, long quantity) {}

        private final List<Match> matches = new ArrayList<>();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final ExecutedDecoder executed = new ExecutedDecoder();
        private long lastMatch;
        private int firstOfDay;

        void onOutput(org.agrona.DirectBuffer buffer, int offset) {
            header.wrap(buffer, offset);
            if (header.templateId() == dev.bourse.exchange.protocol.DayEndedDecoder.TEMPLATE_ID) {
                firstOfDay = matches.size();
            }
            if (header.templateId() == ExecutedDecoder.TEMPLATE_ID) {
                executed.wrapAndApplyHeader(buffer, offset, header);
                assertThat(executed.liquidity()).isNotEqualTo(Liquidity.NULL_VAL);
                if (executed.matchId() != lastMatch) {
                    lastMatch = executed.matchId();
                    matches.add(new Match(
                            executed.instrumentId(), executed.timestamp(), executed.price(), executed.quantity()));
                }
            }
        }

        List<Match> all(int instrument) {
            return matches.stream().filter(m -> m.instrument == instrument).toList();
        }

        BigInteger turnover(int instrument) {
            return sum(matches.subList(firstOfDay, matches.size()).stream()
                    .filter(m -> m.instrument == instrument)
                    .toList());
        }

        List<Candle> candles(int instrument, Period period) {
            TreeMap<Long, List<Match>> byStart = new TreeMap<>();
            for (Match match : all(instrument)) {
                byStart.computeIfAbsent(period.startOf(match.time), start -> new ArrayList<>())
                        .add(match);
            }
            List<Candle> candles = new ArrayList<>();
            byStart.forEach((start, inside) -> candles.add(new Candle(
                    start,
                    inside.getFirst().price,
                    inside.stream().mapToLong(Match::price).max().orElseThrow(),
                    inside.stream().mapToLong(Match::price).min().orElseThrow(),
                    inside.getLast().price,
                    inside.stream().mapToLong(Match::quantity).sum(),
                    0,
                    sum(inside).longValueExact(),
                    inside.size())));
            return candles;
        }

        private static BigInteger sum(List<Match> of) {
            return of.stream()
                    .map(m -> BigInteger.valueOf(m.price).multiply(BigInteger.valueOf(m.quantity)))
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }
    }

    private record EventNames(Set<String> events, Set<TradingPhase> phases) implements MarketListener {
        @Override
        public void instrumentAdded(long number, long time, InstrumentDefinition definition) {
            events.add("instrument");
        }

        @Override
        public void phaseChanged(long number, long time, int id, TradingPhase phase, boolean byPriceBand) {
            events.add("phase");
            phases.add(phase);
        }

        @Override
        public void orderAdded(long number, long time, int id, long order, boolean buy, long price, long displayed) {
            events.add("added");
        }

        @Override
        public void orderChanged(long number, long time, int id, long order, long displayed) {
            events.add("changed");
        }

        @Override
        public void orderDeleted(long number, long time, int id, long order) {
            events.add("deleted");
        }

        @Override
        public void orderExecuted(
                long number,
                long time,
                int id,
                long order,
                long match,
                long price,
                long quantity,
                dev.bourse.marketdata.trade.Trade.Aggressor aggressor,
                boolean counts) {
            events.add(
                    aggressor == dev.bourse.marketdata.trade.Trade.Aggressor.AUCTION
                            ? "executed in auction"
                            : "executed");
        }

        @Override
        public void uncrossed(long number, long time, int id, long price, long quantity) {
            events.add("uncrossed");
        }

        @Override
        public void dayEnded(long number, long time) {
            events.add("dayEnded");
        }
    }
}
