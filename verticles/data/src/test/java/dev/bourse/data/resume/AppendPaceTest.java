package dev.bourse.data.resume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the next batch waits after an append. */
class AppendPaceTest {
    @ParameterizedTest(name = "{0} ns: {1} ms")
    @CsvSource({"0, 0", "1999999, 0", "2000000, 2", "7500000, 7", "20000000, 20", "5000000000, 20"})
    void aQuickAppendIsFollowedAtOnceAndALongOneByARestThatIsAsLongUpToALimit(long tookNanos, long restMillis) {
        assertThat(AppendPace.restMillis(tookNanos)).isEqualTo(restMillis);
    }
}
