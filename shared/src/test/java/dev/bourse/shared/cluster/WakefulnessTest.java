package dev.bourse.shared.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A7 (6), B1: a process that thaws does nothing before it knows whether others have given it up. */
class WakefulnessTest {
    private static final long GIVEN_UP_AFTER = 5_000;

    private final Wakefulness wakefulness = new Wakefulness();

    WakefulnessTest() {
        wakefulness.givenUpAfter(GIVEN_UP_AFTER);
    }

    @Test
    void whoHasNotBegunToBeatIsAwakeHoweverLongTheStartTakes() {
        assertThat(wakefulness.isAwake(100_000)).isTrue();
        wakefulness.beat(100_000);
        assertThat(wakefulness.isAwake(100_000)).isTrue();
    }

    @Test
    void afterAFreezeNothingIsBelievedBeforeTheFirstBeatAndForAWhileAfterIt() {
        wakefulness.beat(1_000);
        wakefulness.beat(1_250);
        assertThat(wakefulness.isAwake(1_250 + 3_749)).isTrue();
        assertThat(wakefulness.isAwake(10_250)).isFalse();

        assertThat(wakefulness.beat(10_250)).isEqualTo(9_000);
        assertThat(wakefulness.isAwake(10_250)).isFalse();
        assertThat(wakefulness.beat(12_750)).isZero();
        wakefulness.beat(10_250 + Wakefulness.DOUBT_MILLIS - 1);
        assertThat(wakefulness.isAwake(10_250 + Wakefulness.DOUBT_MILLIS - 1)).isFalse();
        wakefulness.beat(10_250 + Wakefulness.DOUBT_MILLIS);
        assertThat(wakefulness.isAwake(10_250 + Wakefulness.DOUBT_MILLIS)).isTrue();
    }

    @Test
    void aPauseThatNobodyCanHaveTakenForAnEndChangesNothing() {
        wakefulness.beat(1_000);
        wakefulness.beat(4_749);
        assertThat(wakefulness.isAwake(4_749)).isTrue();
    }

    @Test
    void whereNobodyGivesItUpAFreezeChangesNothing() {
        Wakefulness alone = new Wakefulness();
        alone.beat(0);
        assertThat(alone.isAwake(1_000_000)).isTrue();
        alone.beat(1_000_000);
        assertThat(alone.isAwake(1_000_000)).isTrue();
    }
}
