package dev.bourse.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A1: a replay keeps the pace of the recording, times its speed")
final class ReplayPaceTest {
    @Test
    @DisplayName("at 1x a tick is due as long after the first as it was then; the clock's own delays do not add up")
    void once() {
        ReplayPace pace = new ReplayPace(ReplayPace.parse("1x"));
        assertThat(pace.delayMillis(5_000, 100)).isZero();
        assertThat(pace.delayMillis(6_000, 130)).isEqualTo(970);
        assertThat(pace.delayMillis(6_000, 1_200)).isZero();
        assertThat(pace.delayMillis(7_000, 1_200)).isEqualTo(900);
    }

    @Test
    @DisplayName("at 10x it takes a tenth of the time, at max none; a tick older than the first is due at once")
    void faster() {
        ReplayPace pace = new ReplayPace(ReplayPace.parse("10x"));
        assertThat(pace.delayMillis(5_000, 100)).isZero();
        assertThat(pace.delayMillis(6_000, 100)).isEqualTo(100);
        assertThat(pace.delayMillis(4_000, 100)).isZero();
        assertThat(new ReplayPace(ReplayPace.parse("max")).delayMillis(Long.MAX_VALUE / 2, 0))
                .isZero();
    }

    @ParameterizedTest(name = "''{0}'' is no speed")
    @ValueSource(strings = {"", "1", "x", "0x", "-1x", "fast", "NaNx", "2000000x"})
    void wrong(String text) {
        assertThatThrownBy(() -> ReplayPace.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
