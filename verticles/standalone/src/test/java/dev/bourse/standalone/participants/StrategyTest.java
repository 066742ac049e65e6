package dev.bourse.standalone.participants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.standalone.participants.Intention.Kind;
import dev.bourse.standalone.participants.Intention.Place;
import dev.bourse.standalone.participants.OpenOrders.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What simulated participants want to do. */
class StrategyTest {
    private final Stock stock = Stock.listed(1, 1).getFirst();
    private final Tape tape = new Tape(stock);
    private final OpenOrders own = new OpenOrders();

    @Test
    void theSameSeedListsTheSameStocksUnderDifferentSymbols() {
        List<Stock> stocks = Stock.listed(7, 100);

        assertThat(Stock.listed(7, 100)).isEqualTo(stocks).isNotEqualTo(Stock.listed(8, 100));
        assertThat(stocks.stream().map(Stock::symbol).distinct())
                .hasSize(100)
                .startsWith("AERO01")
                .endsWith("TRAN10");
        assertThat(stocks).allSatisfy(each -> assertThat(each.openingTicks()).isBetween(1_000L, 29_999L));
    }

    @Test
    void theSameSeedDrawsTheSameIntentions() {
        for (Strategy strategy : Strategy.values()) {
            assertThat(intentions(strategy, 3)).isEqualTo(intentions(strategy, 3));
        }
        assertThat(intentions(Strategy.NOISE, 3)).isNotEqualTo(intentions(Strategy.NOISE, 4));
    }

    @Test
    void aMarketMakerQuotesBothSidesApartFromTheMiddleAndNeverTakes() {
        List<Intention> quotes = intentions(Strategy.MARKET_MAKER, 1);

        assertThat(quotes).hasSize(200).allSatisfy(quote -> {
            Place place = (Place) quote;
            assertThat(place.kind()).isEqualTo(Kind.QUOTE);
            assertThat(place.buy()).isEqualTo(place.priceTicks() < tape.middle());
            assertThat(place.priceTicks()).isNotEqualTo(tape.middle());
        });
    }

    @Test
    void aMarketMakerThatHoldsMuchQuotesLower() {
        List<Long> before = prices(intentions(Strategy.MARKET_MAKER, 1));
        own.traded(stock, "1", true, 5_000, 0);

        List<Long> after = prices(intentions(Strategy.MARKET_MAKER, 1));

        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i)).isLessThan(before.get(i));
        }
    }

    @Test
    void aTrendFollowerBuysWhatRisesAndSellsItWhenTheTrendIsOver() {
        assertThat(Strategy.TREND_FOLLOWER.decide(tape, own, new SplittableRandom(1)))
                .isEmpty();
        long price = stock.openingTicks();
        for (int i = 0; i < 10; i++) {
            tape.traded(price + price / 10);
        }
        assertThat(decided(Strategy.TREND_FOLLOWER).buy()).isTrue();

        own.traded(stock, "1", true, 500, 0);
        for (int i = 0; i < 1_000; i++) {
            tape.traded(price);
        }
        Place end = decided(Strategy.TREND_FOLLOWER);

        assertThat(end.buy()).isFalse();
        assertThat(end.quantity()).isLessThanOrEqualTo(500);
    }

    @Test
    void noiseCancelsInTheEndWhatItLeftOpen() {
        for (int i = 0; i < 20; i++) {
            own.put(new Open(String.valueOf(i), stock, i % 2 == 0, 1_000, 1));
        }

        assertThat(intentions(Strategy.NOISE, 1))
                .hasSize(200)
                .allSatisfy(intention -> assertThat(intention).isInstanceOf(Intention.Cancel.class));
    }

    @Test
    void pricesInTicksAndAsTextAreTheSame() {
        assertThat(Stock.price(1_234)).isEqualTo("12.34");
        assertThat(Stock.ticks("12.34")).isEqualTo(1_234);
        assertThat(Stock.ticks("12")).isEqualTo(1_200);
    }

    private Place decided(Strategy strategy) {
        return (Place) strategy.decide(tape, own, new SplittableRandom(1)).orElseThrow();
    }

    private List<Intention> intentions(Strategy strategy, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Intention> intentions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Optional<Intention> next = strategy.decide(tape, own, random);
            next.ifPresent(intentions::add);
        }
        return intentions;
    }

    private static List<Long> prices(List<Intention> intentions) {
        return intentions.stream()
                .map(intention -> ((Place) intention).priceTicks())
                .toList();
    }
}
