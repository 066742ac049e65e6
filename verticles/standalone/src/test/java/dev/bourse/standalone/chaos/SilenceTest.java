package dev.bourse.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long a partition stood still. */
class SilenceTest {
    private final Silence silence = new Silence();

    @Test
    void theLongestPauseAfterAMomentCountsFromThatMoment() {
        for (long millis : new long[] {1_000, 5_000, 5_010, 6_000, 6_010}) {
            silence.sign(millis);
        }

        assertThat(silence.longestSince(500, 6_020)).isEqualTo(4_000);
        assertThat(silence.longestSince(3_000, 6_020)).isEqualTo(2_000);
        assertThat(silence.longestSince(5_005, 6_020)).isEqualTo(990);
        assertThat(silence.longestSince(6_005, 6_020)).isEqualTo(10);
    }

    @Test
    void aPauseThatGoesOnCountsUntilNow() {
        silence.sign(1_000);

        assertThat(silence.longestSince(1_500, 9_000)).isEqualTo(7_500);
    }

    @Test
    void whatWasNeverThereIsNotMissed() {
        assertThat(silence.longestSince(0, 9_000)).isZero();
    }
}
