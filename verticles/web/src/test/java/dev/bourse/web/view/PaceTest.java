package dev.bourse.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** D3: when a client may have his next frame. */
class PaceTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long HOUR = 3_600_000;

    private final Pace pace = new Pace(100, NOW);

    @Test
    void aFrameIsDueAnIntervalAfterTheLastAndAtOnceWhenTheClockWasSetBack() {
        pace.send(NOW);

        assertThat(pace.due(NOW + 99)).isFalse();
        assertThat(pace.due(NOW + 100)).isTrue();
        assertThat(pace.due(NOW - HOUR)).isTrue();
    }

    @Test
    void whoAcknowledgesNothingIsNotSparedByAClockThatWasSetBack() {
        pace.hold(NOW);

        pace.hold(NOW - HOUR);

        assertThat(pace.heldMillis(NOW - HOUR + 30_000)).isEqualTo(30_000);
    }
}
