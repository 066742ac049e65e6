package dev.bourse.standalone.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Who dies is started again after a growing pause, and not for ever. */
class RestartPolicyTest {
    private static final RestartPolicy.Limits LIMITS = new RestartPolicy.Limits(100, 1_000, 0.5, 6, 10_000);

    @Test
    void eachDeathDoublesThePauseUntilThereWereTooMany() {
        RestartPolicy policy = new RestartPolicy(LIMITS, () -> 0.5);

        List<OptionalLong> pauses = new ArrayList<>();
        for (long now = 0; now < 6; now++) {
            pauses.add(policy.died(now));
        }

        assertThat(pauses)
                .containsExactly(
                        OptionalLong.of(100),
                        OptionalLong.of(200),
                        OptionalLong.of(400),
                        OptionalLong.of(800),
                        OptionalLong.of(1_000),
                        OptionalLong.empty());
    }

    @Test
    void deathsThatLieBackLongEnoughDoNotCount() {
        RestartPolicy policy = new RestartPolicy(LIMITS, () -> 0.5);
        for (long now = 0; now < 5; now++) {
            policy.died(now);
        }

        assertThat(policy.died(10_004)).isEqualTo(OptionalLong.of(100));
        assertThat(policy.deaths()).isEqualTo(1);
    }

    @Property
    void aPauseLiesWithinTheJitterOfItsSizeAndAProcessThatSeldomDiesIsAlwaysStartedAgain(
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 2_000, max = 50_000) Long> lives,
            @ForAll @DoubleRange(min = 0, max = 1) double random) {
        RestartPolicy policy = new RestartPolicy(LIMITS, () -> random);
        long now = 0;
        for (long life : lives) {
            now += life;
            assertThat(policy.died(now)).isPresent();
            assertThat(policy.deaths()).isBetween(1, 5);
        }
        long doubled = Math.min(1_000, 100L << (policy.deaths() - 1));
        RestartPolicy same = new RestartPolicy(LIMITS, () -> random);
        for (int death = 1; death < policy.deaths(); death++) {
            same.died(0);
        }
        assertThat(same.died(0).orElseThrow()).isBetween(doubled / 2, doubled * 3 / 2);
    }
}
