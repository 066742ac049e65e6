package dev.bourse.shared.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    @ParameterizedTest
    @DisplayName("a decimal number is read exactly, zeros beyond the scale included")
    @CsvSource({
        "61737.63, 2, 6173763",
        "61737.63000000, 2, 6173763",
        "167.41, 4, 1674100",
        "7, 0, 7",
        "-0.5, 1, -5",
        ".5, 2, 50",
        "5., 2, 500",
        "0, 9, 0",
        "9223372036854775807, 0, 9223372036854775807",
        "9.223372036, 9, 9223372036"
    })
    void reads(String text, int decimals, long expected) {
        assertThat(Decimals.parse(text, decimals)).isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("what is not a plain decimal number is refused by name")
    @ValueSource(strings = {"", "-", ".", "-.", "1e5", "1,5", "1.2.3", " 1", "+1", "NaN", "١", "0x10"})
    void refuses(String text) {
        assertThatThrownBy(() -> Decimals.parse(text, 2))
                .isInstanceOf(NumberFormatException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    @DisplayName("a digit beyond the scale is refused, never rounded away")
    void refusesTooManyDecimals() {
        assertThatThrownBy(() -> Decimals.parse("1.005", 2)).hasMessage("'1.005' has more than 2 decimals");
    }

    @ParameterizedTest
    @DisplayName("a number that does not fit a long is refused")
    @CsvSource({"9223372036854775808, 0", "92233720368547758070, 0", "10000000000, 9", "9223372036.854775808, 9"})
    void refusesTooLarge(String text, int decimals) {
        assertThatThrownBy(() -> Decimals.parse(text, decimals)).hasMessageContaining("too large");
    }

    @Property
    void agreesWithBigDecimal(@ForAll long value, @ForAll @IntRange(max = 9) int decimals) {
        String formatted = Decimals.format(value, decimals);

        assertThat(formatted).isEqualTo(BigDecimal.valueOf(value, decimals).toPlainString());
        if (value != Long.MIN_VALUE) {
            assertThat(Decimals.parse(formatted, decimals)).isEqualTo(value);
        }
    }
}
