package dev.bourse.marketdata.candle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static long micros(String instant) {
        return Instant.parse(instant).toEpochMilli() * 1_000;
    }

    @Test
    @DisplayName("E5: weeks start on Monday and months on their first day, in UTC")
    void calendar() {
        long time = micros("2024-02-29T13:47:59.999Z");
        assertThat(Period.SECOND.startOf(time)).isEqualTo(micros("2024-02-29T13:47:59Z"));
        assertThat(Period.MINUTE.startOf(time)).isEqualTo(micros("2024-02-29T13:47:00Z"));
        assertThat(Period.FIVE_MINUTES.startOf(time)).isEqualTo(micros("2024-02-29T13:45:00Z"));
        assertThat(Period.HOUR.startOf(time)).isEqualTo(micros("2024-02-29T13:00:00Z"));
        assertThat(Period.DAY.startOf(time)).isEqualTo(micros("2024-02-29T00:00:00Z"));
        assertThat(Period.WEEK.startOf(time)).isEqualTo(micros("2024-02-26T00:00:00Z"));
        assertThat(Period.MONTH.startOf(time)).isEqualTo(micros("2024-02-01T00:00:00Z"));
        assertThat(Period.MONTH.endOf(micros("2024-02-01T00:00:00Z"))).isEqualTo(micros("2024-03-01T00:00:00Z"));
    }

    @Property
    @Label("Every time lies in exactly one candle, and the next begins where one ends")
    void division(@ForAll @LongRange(min = 0, max = 4_000_000_000_000_000L) long time) {
        for (Period period : Period.values()) {
            long start = period.startOf(time);
            long end = period.endOf(start);
            assertThat(start).isLessThanOrEqualTo(time);
            assertThat(end).isGreaterThan(time);
            assertThat(period.startOf(end)).isEqualTo(end);
            assertThat(period.startOf(end - 1)).isEqualTo(start);
        }
    }

    @Property
    @Label("A sum of products is exact beyond 64 bits")
    void sum(@ForAll long one, @ForAll long other, @ForAll @LongRange(min = 0, max = 20) long times) {
        Sum sum = new Sum();
        for (int i = 0; i < times; i++) {
            sum.addProduct(one, other);
        }
        BigInteger expected =
                BigInteger.valueOf(one).multiply(BigInteger.valueOf(other)).multiply(BigInteger.valueOf(times));
        BigInteger range = BigInteger.ONE.shiftLeft(127);
        if (expected.abs().compareTo(range) < 0) {
            assertThat(Sum.value(sum.high(), sum.low())).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("A ring holds its newest candles and says that it has forgotten older ones")
    void ring() {
        CandleRing ring = new CandleRing(Period.SECOND, 3);
        for (int second = 0; second < 5; second++) {
            ring.add(second * 1_000_000L, 100 + second, 1);
        }
        assertThat(ring.between(0, Long.MAX_VALUE)).extracting(Candle::open).containsExactly(102L, 103L, 104L);
        assertThat(ring.hasForgotten()).isTrue();
        assertThat(ring.between(3_000_000, 4_000_000)).extracting(Candle::open).containsExactly(103L);
    }
}
