package dev.bourse.web.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.Universe;
import dev.bourse.web.StateBatches;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private final MarketView market = new MarketView();
    private final SignalLog log = new SignalLog();
    private final Intake intake = new Intake();
    private final Orders orders = new Orders(market, 1_000);

    @Test
    void aSearchFindsEverySymbolThatContainsItWhateverTheCase() {
        list(new Instrument(0, "IBM", 2, 0, 1, 1, 0), new Instrument(7, "AIG", 2, 0, 1, 1, 0));
        assertThat(symbols(orders.acquire(new RowQuery("i", Sort.SYMBOL, false), 0)))
                .containsExactly("AIG", "IBM");
        assertThat(symbols(orders.acquire(new RowQuery("bM", Sort.SYMBOL, true), 0)))
                .containsExactly("IBM");
        assertThat(symbols(orders.acquire(new RowQuery("x", Sort.SYMBOL, true), 0)))
                .isEmpty();
    }

    @Test
    void pricesOfDifferentScalesAreComparedAsDecimals() {
        list(new Instrument(0, "CENTS", 2, 0, 1, 1, 0), new Instrument(1, "FINE", 6, 0, 1, 1, 0));
        given(new StateBatches().state(0, 1, 5, 1_000).state(1, 1, 5, 9_999_999));
        assertThat(symbols(orders.acquire(new RowQuery("", Sort.LAST, true), 0)))
                .containsExactly("CENTS", "FINE");
    }

    @Test
    void rowsWithoutATickComeLastInBothDirections() {
        list(StateBatches.universe(3));
        given(new StateBatches().state(2, 1, 5, 9_000).state(1, 1, 5, 12_000));
        assertThat(symbols(orders.acquire(new RowQuery("", Sort.CHANGE, false), 0)))
                .containsExactly("S00002", "S00001", "S00000");
        assertThat(symbols(orders.acquire(new RowQuery("", Sort.CHANGE, true), 0)))
                .containsExactly("S00001", "S00002", "S00000");
    }

    @Test
    void anOrderByAMovingValueIsRenewedAtMostOnceASecond() {
        list(StateBatches.universe(2));
        given(new StateBatches().state(0, 1, 5, 200).state(1, 1, 5, 100));
        Order order = orders.acquire(new RowQuery("", Sort.LAST, false), 0);
        assertThat(symbols(order)).containsExactly("S00001", "S00000");
        given(new StateBatches().state(1, 2, 6, 300));
        orders.refresh(order, 999);
        assertThat(symbols(order)).containsExactly("S00001", "S00000");
        orders.refresh(order, 1_000);
        assertThat(symbols(order)).containsExactly("S00000", "S00001");
    }

    @Test
    void equalQueriesShareOneOrderUntilTheLastUserHasGone() {
        list(StateBatches.universe(2));
        Order first = orders.acquire(new RowQuery("s", Sort.LAST, false), 0);
        Order second = orders.acquire(new RowQuery("S", Sort.LAST, false), 0);
        assertThat(second).isSameAs(first);
        orders.release(first);
        assertThat(orders.size()).isEqualTo(1);
        orders.release(second);
        assertThat(orders.size()).isZero();
    }

    @Property(tries = 200)
    void everyOrderIsTheOneThatAPlainSortGives(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 1, max = 50) Integer> prices,
            @ForAll @Size(max = 40) List<@IntRange(max = 299) Integer> moves,
            @ForAll boolean descending) {
        list(StateBatches.universe(prices.size()));
        StateBatches first = new StateBatches();
        long[] last = new long[prices.size()];
        for (int id = 0; id < last.length; id++) {
            last[id] = prices.get(id);
            first.state(id, 1, 5, last[id]);
        }
        given(first);
        Order order = orders.acquire(new RowQuery("", Sort.LAST, descending), 0);
        StateBatches second = new StateBatches();
        for (int i = 0; i < moves.size(); i++) {
            int id = moves.get(i) % last.length;
            last[id] = 1 + (last[id] * 7 + i) % 50;
            second.state(id, 2 + i, 6, last[id]);
        }
        given(second);
        orders.refresh(order, 5_000);
        Comparator<Integer> byPrice = Comparator.comparingLong(id -> last[id]);
        List<String> expected = IntStream.range(0, last.length)
                .boxed()
                .sorted((descending ? byPrice.reversed() : byPrice).thenComparing(Comparator.naturalOrder()))
                .map("S%05d"::formatted)
                .toList();
        assertThat(symbols(order)).isEqualTo(expected);
        orders.release(order);
    }

    private void list(Instrument... instruments) {
        list(Universe.of(List.of(instruments)));
    }

    private void list(Universe universe) {
        intake.relist(Listing.of(Universe.EMPTY), market, log);
        intake.relist(Listing.of(universe), market, log);
    }

    private void given(StateBatches states) {
        intake.live(states.batch(), 0);
        intake.drainTo(market, log);
    }

    private List<String> symbols(Order order) {
        List<String> symbols = new ArrayList<>();
        for (int place = 0; place < order.count(); place++) {
            symbols.add(market.listing().instrument(order.slot(place)).symbol());
        }
        return symbols;
    }
}
