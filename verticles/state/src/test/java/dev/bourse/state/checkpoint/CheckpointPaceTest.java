package dev.bourse.state.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A7: how often states are made safe. */
class CheckpointPaceTest {
    private static final long INTERVAL = 5_000;
    private static final long LOG = 4 << 20;

    private final CheckpointPace pace = new CheckpointPace(INTERVAL, LOG, 0);

    @Test
    void itIsTimeAfterTheIntervalWhereThereWereTicks() {
        pace.applied(0);
        assertThat(pace.due(INTERVAL)).isFalse();
        pace.applied(10);
        assertThat(pace.due(INTERVAL - 1)).isFalse();
        assertThat(pace.due(INTERVAL)).isTrue();
    }

    @Test
    void itIsTimeBeforeTheLogIsFull() {
        IntStream.range(0, 28).forEach(batch -> pace.applied(1_024));
        assertThat(pace.due(1)).isFalse();
        pace.applied(1_024);
        assertThat(pace.due(1)).isTrue();
    }

    @Test
    void batchesWithoutTicksFillTheLogTooAndOnlyThatMakesItTime() {
        IntStream.range(0, 8_191).forEach(batch -> pace.applied(0));
        assertThat(pace.due(1_000 * INTERVAL)).isFalse();
        pace.applied(0);
        assertThat(pace.due(1)).isTrue();
    }

    @Test
    void aLargeCheckpointWaitsUntilTheTicksSinceTheLastOneAreWorthIt() {
        pace.taken(1 << 20, 0);
        pace.applied(1_024);
        assertThat(pace.due(INTERVAL)).isFalse();
        assertThat(pace.due(12 * INTERVAL)).isTrue();
        IntStream.range(0, 7).forEach(batch -> pace.applied(1_024));
        assertThat(pace.due(INTERVAL)).isTrue();
        pace.taken(1 << 20, INTERVAL);
        assertThat(pace.due(2 * INTERVAL)).isFalse();
    }
}
