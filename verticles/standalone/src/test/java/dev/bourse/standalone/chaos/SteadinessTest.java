package dev.bourse.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A4: whoever reads what a long trial says sees memory that grows. */
class SteadinessTest {
    private final Steadiness steadiness = new Steadiness();

    @Test
    void growthIsSeenBetweenTheFirstAndTheLastThird() {
        for (int minute = 0; minute < 9; minute++) {
            steadiness.add(new Steadiness.Sample(Map.of("state-1", 200L + minute * 10L), minute == 4 ? 70 : 0, 3));
        }
        assertThat(steadiness.told())
                .containsExactly(
                        "lag, batches                       first third      0, last third      0, most     70, of 9"
                                + " samples",
                        "logs of ticks, MB                  first third      3, last third      3, most      3, of 9"
                                + " samples",
                        "state-1, MB resident               first third    210, last third    270, most    280, of 9"
                                + " samples");
    }

    @Test
    void aShortTrialSaysNothing() {
        assertThat(steadiness.told()).containsExactly("too short to tell whether memory grows: 0 samples");
    }
}
