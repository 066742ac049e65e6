package dev.bourse.state.bar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.state.snapshot.StateReader;
import dev.bourse.state.snapshot.StateWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** E5: bars are the same whether they are kept open or closed. */
class BarSeriesTest {
    private static final long MINUTE = 60_000;
    private static final long LATENESS = 5_000;

    private record Bar(long start, long open, long high, long low, long close, long volume, long trades) {}

    private final MarketCalendar calendar = new MarketCalendar(ZoneId.of("UTC"), LocalTime.MIDNIGHT);

    @Test
    void barsSavedWithTheTimesOfTheirTicksAreRestoredAndGoOn() {
        // Given three bars, all of them saved as a tick could still change them, and as many as are kept.
        StateWriter out = new StateWriter();
        out.putInt(3);
        out.putLong(2 * MINUTE);
        out.putLong(3 * MINUTE);
        for (int i = 0; i < 3; i++) {
            long[] bar = {i * MINUTE, 10 + i, 20 + i, 5 + i, 15 + i, 100 + i, 3, (1L << 32) | 59_000};
            out.putLongs(bar, 0, bar.length);
        }
        BarSeries series = new BarSeries(BarPeriod.MINUTE, 3, LATENESS);
        series.read(new StateReader(out.toByteArray()));
        // When a tick is the last of the newest, the next opens a bar, and a late one corrects the bar before it.
        series.add(calendar, 2 * MINUTE + 59_500, 30, 1);
        series.add(calendar, 3 * MINUTE + 100, 31, 1);
        series.add(calendar, 2 * MINUTE + 59_900, 3, 1);
        // Then the oldest is gone and the others are what all of their ticks make.
        assertThat(bars(series))
                .containsExactly(
                        new Bar(MINUTE, 11, 21, 6, 16, 101, 3),
                        new Bar(2 * MINUTE, 12, 30, 3, 3, 104, 5),
                        new Bar(3 * MINUTE, 31, 31, 31, 31, 1, 1));
        assertThat(series.closeBefore(2 * MINUTE, -1)).isEqualTo(16);
        assertThat(series.closeBefore(MINUTE, -1)).isEqualTo(-1);
    }

    private static List<Bar> bars(BarSeries series) {
        List<Bar> bars = new ArrayList<>();
        series.forEach(
                Integer.MAX_VALUE,
                (start, open, high, low, close, volume, trades) ->
                        bars.add(new Bar(start, open, high, low, close, volume, trades)));
        return bars;
    }
}
