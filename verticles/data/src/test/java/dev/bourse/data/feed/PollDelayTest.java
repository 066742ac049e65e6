package dev.bourse.data.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A1: after failures a poll waits longer each time, within bounds")
final class PollDelayTest {
    @Test
    @DisplayName("the pause doubles up to the limit, and a success takes it back to the interval")
    void doubles() {
        PollDelay delay = new PollDelay();
        List<Long> pauses = new ArrayList<>();
        for (int failure = 0; failure < 5; failure++) {
            pauses.add(delay.next(false, 1_000, 10_000, 0));
        }
        pauses.add(delay.next(true, 1_000, 10_000, 0));
        pauses.add(delay.next(false, 1_000, 10_000, 0));
        assertThat(pauses).containsExactly(2_000L, 4_000L, 8_000L, 10_000L, 10_000L, 1_000L, 2_000L);
    }

    @Property
    void aRandomShareOfUpToHalfIsTakenOffAndTheLimitIsNeverPassed(
            @ForAll @LongRange(min = 10, max = 86_400_000) long interval,
            @ForAll @LongRange(min = 10, max = 86_400_000) long furthest,
            @ForAll @IntRange(min = 1, max = 100) int failures,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
        PollDelay delay = new PollDelay();
        PollDelay withoutChance = new PollDelay();
        for (int failure = 0; failure < failures; failure++) {
            long whole = withoutChance.next(false, interval, furthest, 0);
            long pause = delay.next(false, interval, furthest, random);
            assertThat(whole).isLessThanOrEqualTo(Math.max(interval, furthest));
            assertThat(pause).isBetween(whole / 2, whole);
        }
        assertThat(delay.next(true, interval, furthest, random)).isEqualTo(interval);
    }
}
