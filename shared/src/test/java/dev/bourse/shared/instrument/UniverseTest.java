package dev.bourse.shared.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniverseTest {
    private static final Instrument IBM = instrument(3, "IBM");
    private static final Instrument SPY = instrument(1, "SPY");

    private static Instrument instrument(int id, String symbol) {
        return new Instrument(id, symbol, 4, 0, 100, 1, 0);
    }

    @Test
    @DisplayName("instruments are found by id and by symbol, and listed by id")
    void finds() {
        Universe universe = Universe.of(List.of(IBM, SPY));

        assertThat(universe.byId(3)).contains(IBM);
        assertThat(universe.bySymbol("SPY")).contains(SPY);
        assertThat(universe.bySymbol("AIG")).isEmpty();
        assertThat(universe.instruments()).containsExactly(SPY, IBM);
        assertThat(universe.nextId()).isEqualTo(4);
    }

    @Test
    @DisplayName("adding and removing leave the universe that was there as it was")
    void isImmutable() {
        Universe before = Universe.of(List.of(SPY));

        Universe with = before.with(IBM);
        Universe without = with.without(1);

        assertThat(before.instruments()).containsExactly(SPY);
        assertThat(with.instruments()).containsExactly(SPY, IBM);
        assertThat(without.instruments()).containsExactly(IBM);
        assertThat(without.without(77)).isSameAs(without);
    }

    @Test
    @DisplayName("an id or a symbol that is taken is refused by name")
    void refusesDoubles() {
        Universe universe = Universe.of(List.of(SPY));

        assertThatThrownBy(() -> universe.with(instrument(1, "IBM"))).hasMessageStartingWith("id: '1' stands twice");
        assertThatThrownBy(() -> universe.with(instrument(2, "SPY")))
                .hasMessageStartingWith("symbol: 'SPY' stands twice");
        assertThat(universe.instruments()).containsExactly(SPY);
    }

    @ParameterizedTest
    @DisplayName("a symbol with a character that could mean something elsewhere is refused")
    @ValueSource(strings = {"", "A B", "A,B", "<b>", "A\n", "äpfel", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456"})
    void refusesSymbols(String symbol) {
        assertThatThrownBy(() -> instrument(1, symbol)).hasMessageStartingWith("symbol: '" + symbol + "'");
    }

    @Test
    @DisplayName("the universe without instruments is empty and starts at id 0")
    void startsEmpty() {
        assertThat(Universe.EMPTY.size()).isZero();
        assertThat(Universe.EMPTY.nextId()).isZero();
    }
}
