package dev.bourse.shared.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The rules by which a partition is held (design section 3). */
class LeaseTest {
    @Test
    void aPartitionThatNobodyEverHeldIsAcquiredUnderTheTimeOfDay() {
        assertThat(Lease.acquire(null, "a", Set.of(), 1_000)).contains(new Lease(1_000, "a"));
    }

    @Test
    void aPartitionOfALivingProcessIsNotAcquired() {
        assertThat(Lease.acquire(new Lease(5, "b"), "a", Set.of("c"), 1_000)).isEmpty();
    }

    @Test
    void aPartitionOfADeadProcessIsAcquired() {
        assertThat(Lease.acquire(new Lease(5, "b"), "a", Set.of("b"), 1_000)).contains(new Lease(1_000, "a"));
    }

    @Test
    void aPartitionThatWasGivenBackIsAcquiredUnderAHigherEpochEvenWhereTheClockIsBehind() {
        Optional<Lease> free = Lease.giveBack(new Lease(2_000, "b"), "b", 2_000);

        assertThat(free).contains(new Lease(2_000, Lease.NOBODY));
        assertThat(Lease.acquire(free.orElseThrow(), "a", Set.of(), 1_000)).contains(new Lease(2_001, "a"));
    }

    @Test
    void whatWasLostIsNotGivenBack() {
        assertThat(Lease.giveBack(new Lease(6, "b"), "a", 5)).isEmpty();
        assertThat(Lease.giveBack(new Lease(6, "a"), "a", 5)).isEmpty();
        assertThat(Lease.giveBack(null, "a", 5)).isEmpty();
    }

    @Property
    void everyNewOwnerHasAHigherEpoch(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long epoch,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long now) {
        Lease next = Lease.acquire(new Lease(epoch, "b"), "a", Set.of("b"), now).orElseThrow();

        assertThat(next.epoch()).isGreaterThan(epoch);
    }
}
