package dev.bourse.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Times are read from bytes in every documented form")
final class TimesTest {
    private static long read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Times.read(bytes, 0, bytes.length);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "2013-10-07T08:00:00.464Z, 2013-10-07T08:00:00.464Z",
        "2013-10-07 08:00:00.464, 2013-10-07T08:00:00.464Z",
        "2013-10-07T04:00:00.464-04:00, 2013-10-07T08:00:00.464Z",
        "2013-10-07T04:00:00.464999-0400, 2013-10-07T08:00:00.464Z",
        "2013-10-07T09:00+01, 2013-10-07T08:00:00Z",
        "2013-10-07, 2013-10-07T00:00:00Z",
        "1381132800, 2013-10-07T08:00:00Z",
        "1381132800.464, 2013-10-07T08:00:00.464Z",
        "1381132800464, 2013-10-07T08:00:00.464Z",
        "1381132800464999, 2013-10-07T08:00:00.464Z",
        "1381132800464999999, 2013-10-07T08:00:00.464Z",
    })
    void right(String text, String expected) {
        assertThat(read(text)).isEqualTo(Instant.parse(expected).toEpochMilli());
    }

    @ParameterizedTest(name = "''{0}'' is no time")
    @ValueSource(
            strings = {
                "",
                "abc",
                "2013-13-01",
                "2013-02-29",
                "2013-10-07T25:00:00Z",
                "2013-10-07T08:60:00Z",
                "2013-10-07T08",
                "2013-10-07T08:00:00.Z",
                "2013-10-07T08:00:00X",
                "2013-10-07T08:00:00+1",
                "12.5.1",
                "1381132800464.5"
            })
    void noTime(String text) {
        assertThat(read(text)).isEqualTo(Times.NOT_A_TIME);
    }

    @ParameterizedTest(name = "''{0}'' is out of range")
    @ValueSource(strings = {"-5", "1969-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "99999999999"})
    void outOfRange(String text) {
        assertThat(read(text)).isLessThan(Times.NOT_A_TIME);
    }

    @Property
    void everyInstantInIsoIsReadAgain(@ForAll @LongRange(min = 0, max = 7_258_118_399_999L) long millis) {
        assertThat(read(Instant.ofEpochMilli(millis).toString())).isEqualTo(millis);
    }

    @Property
    void everyDayIsReadAgain(@ForAll @LongRange(min = 0, max = 84_005) long day) {
        byte[] bytes = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
        assertThat(Times.day(bytes, 0, bytes.length)).isEqualTo(day);
    }
}
