package dev.bourse.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.instrument.Decimals;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Numbers are read from bytes exactly, or refused with their fault")
final class DigitsTest {
    private static long read(String text, int decimals) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.US_ASCII);
        return Digits.decimal(bytes, 1, bytes.length - 1, decimals);
    }

    @ParameterizedTest(name = "{0} with {1} decimals is {2}")
    @CsvSource({
        "0, 0, 0",
        "7, 2, 700",
        "1.5, 2, 150",
        ".5, 1, 5",
        "5., 1, 50",
        "1.500000, 1, 15",
        "61837.63000000, 2, 6183763",
        "9223372036854775, 0, 9223372036854775",
        "-0, 2, 0",
    })
    void right(String text, int decimals, long expected) {
        assertThat(read(text, decimals)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} with {1} decimals is fault {2}")
    @CsvSource({
        "'', 0, -1",
        ".,0,-1",
        "abc, 0, -1",
        "1e5, 0, -1",
        "1.2.3, 2, -1",
        "+1, 0, -1",
        "0x1, 0, -1",
        "1 , 2, 100",
        "1.234, 2, -2",
        "99999999999999999999, 0, -3",
        "9223372036854775, 9, -3",
        "-1, 0, -4",
        "-0.01, 2, -4",
        "--1, 0, -1",
        "NaN, 2, -1",
        "9999999999999999999x, 0, -1",
    })
    void wrong(String text, int decimals, long fault) {
        assertThat(read(text, decimals)).isEqualTo(fault);
    }

    @Property
    void whateverIsWrittenIsReadAgain(
            @ForAll @LongRange(min = 0, max = 10_000_000_000_000L) long value,
            @ForAll @IntRange(min = 0, max = 9) int decimals) {
        assertThat(read(Decimals.format(value, decimals), decimals)).isEqualTo(value);
    }
}
