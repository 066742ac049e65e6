package dev.bourse.shared.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What a process should hold (A2). */
class OwnershipPlanTest {
    private static final int PARTITIONS = 64;

    @Test
    void whoDoesNotTakePartReleasesAll() {
        assertThat(OwnershipPlan.of(PARTITIONS, "a", List.of("b"), Set.of(1, 2)))
                .isEqualTo(new OwnershipPlan(Set.of(), Set.of(1, 2)));
    }

    @Test
    void whoIsAloneAcquiresAll() {
        assertThat(OwnershipPlan.of(4, "a", List.of("a"), Set.of(1)))
                .isEqualTo(new OwnershipPlan(Set.of(0, 2, 3), Set.of()));
    }

    @Property
    void thePlansOfAllProcessesGiveEachPartitionToExactlyOne(@ForAll @IntRange(min = 1, max = 9) int processes) {
        List<String> all =
                IntStream.range(0, processes).mapToObj(i -> "process-" + i).toList();

        Map<Integer, Long> acquired = new HashMap<>();
        for (String process : all) {
            OwnershipPlan.of(PARTITIONS, process, all, Set.of())
                    .acquire()
                    .forEach(partition -> acquired.merge(partition, 1L, Long::sum));
        }

        assertThat(acquired)
                .isEqualTo(IntStream.range(0, PARTITIONS).boxed().collect(Collectors.toMap(p -> p, p -> 1L)));
    }

    @Property
    void aProcessMoreTakesPartitionsAndGivesNoneToTheOthers(@ForAll @IntRange(min = 1, max = 8) int processes) {
        List<String> before =
                IntStream.range(0, processes).mapToObj(i -> "process-" + i).toList();
        Set<String> after = new HashSet<>(before);
        after.add("newcomer");
        for (String process : before) {
            Set<Integer> held =
                    OwnershipPlan.of(PARTITIONS, process, before, Set.of()).acquire();

            OwnershipPlan plan = OwnershipPlan.of(PARTITIONS, process, after, held);

            assertThat(plan.acquire()).isEmpty();
            assertThat(OwnershipPlan.of(PARTITIONS, "newcomer", after, Set.of()).acquire())
                    .containsAll(plan.release());
        }
    }
}
