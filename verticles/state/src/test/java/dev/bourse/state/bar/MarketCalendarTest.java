package dev.bourse.state.bar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketCalendarTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest(name = "{0} of {1} in {2} is {3} to {4}")
    @CsvSource({
        "1m, 2013-10-07T13:30:00Z, UTC, 2013-10-07T13:30:00Z, 2013-10-07T13:31:00Z",
        "1m, 2013-10-07T13:30:59.999Z, UTC, 2013-10-07T13:30:00Z, 2013-10-07T13:31:00Z",
        "5m, 2013-10-07T13:34:59.999Z, UTC, 2013-10-07T13:30:00Z, 2013-10-07T13:35:00Z",
        "1h, 2013-10-07T13:34:00Z, Asia/Kolkata, 2013-10-07T13:30:00Z, 2013-10-07T14:30:00Z",
        "1d, 2013-10-07T03:59:59Z, America/New_York, 2013-10-06T04:00:00Z, 2013-10-07T04:00:00Z",
        "1d, 2013-11-03T12:00:00Z, America/New_York, 2013-11-03T04:00:00Z, 2013-11-04T05:00:00Z",
        "1w, 2013-10-07T00:00:00Z, UTC, 2013-10-07T00:00:00Z, 2013-10-14T00:00:00Z",
        "1w, 2013-10-06T23:59:59.999Z, UTC, 2013-09-30T00:00:00Z, 2013-10-07T00:00:00Z",
        "1mo, 2024-02-29T23:59:59.999Z, UTC, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
        "1h, 2024-04-06T14:45:00Z, Australia/Lord_Howe, 2024-04-06T14:00:00Z, 2024-04-06T15:00:00Z",
        "1h, 2024-04-06T15:10:00Z, Australia/Lord_Howe, 2024-04-06T15:00:00Z, 2024-04-06T15:30:00Z"
    })
    void anIntervalStartsAndEndsWhereTheLocalClockSays(
            String word, Instant time, ZoneId zone, Instant start, Instant end) {
        MarketCalendar calendar = new MarketCalendar(zone, LocalTime.MIDNIGHT);
        BarPeriod period = BarPeriod.of(word).orElseThrow();
        long found = calendar.start(period, time.toEpochMilli());
        assertThat(List.of(Instant.ofEpochMilli(found), Instant.ofEpochMilli(calendar.end(period))))
                .containsExactly(start, end);
    }

    @Test
    void aSessionThatStartsInTheEveningReachesIntoTheNextDay() {
        MarketCalendar calendar = new MarketCalendar(NEW_YORK, LocalTime.of(18, 0));
        long start = calendar.sessionStart(Instant.parse("2013-10-07T13:30:00Z").toEpochMilli());
        assertThat(List.of(Instant.ofEpochMilli(start), Instant.ofEpochMilli(calendar.sessionEnd())))
                .containsExactly(Instant.parse("2013-10-06T22:00:00Z"), Instant.parse("2013-10-07T22:00:00Z"));
    }

    @Property
    void everyMomentLiesInItsIntervalWhateverWasAskedBefore(
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long before,
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long time) {
        MarketCalendar asked = new MarketCalendar(NEW_YORK, LocalTime.of(9, 30));
        MarketCalendar fresh = new MarketCalendar(NEW_YORK, LocalTime.of(9, 30));
        for (BarPeriod period : BarPeriod.values()) {
            asked.start(period, before);
            long start = asked.start(period, time);
            assertThat(start).isLessThanOrEqualTo(time).isEqualTo(fresh.start(period, time));
            assertThat(asked.end(period)).isGreaterThan(time).isEqualTo(fresh.end(period));
            assertThat(fresh.start(period, asked.end(period))).isEqualTo(asked.end(period));
        }
        asked.sessionStart(before);
        assertThat(asked.sessionStart(time)).isLessThanOrEqualTo(time).isEqualTo(fresh.sessionStart(time));
        assertThat(ZonedDateTime.ofInstant(Instant.ofEpochMilli(asked.sessionStart(time)), NEW_YORK)
                        .toLocalTime())
                .isEqualTo(LocalTime.of(9, 30));
    }
}
