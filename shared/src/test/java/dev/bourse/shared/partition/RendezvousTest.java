package dev.bourse.shared.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RendezvousTest {
    private static final int PARTITIONS = 256;

    @Property(tries = 200)
    void aMemberThatLeavesMovesOnlyItsOwnPartitions(
            @ForAll @Size(min = 2, max = 8) List<@IntRange(max = 1000) @UniqueElements Integer> numbers) {
        List<String> members =
                numbers.stream().distinct().map(number -> "member-" + number).toList();
        if (members.size() < 2) {
            return;
        }
        List<String> survivors = members.subList(1, members.size());

        for (int partition = 0; partition < PARTITIONS; partition++) {
            String before = Rendezvous.owner(partition, members).orElseThrow();
            String after = Rendezvous.owner(partition, survivors).orElseThrow();
            assertThat(after).isIn(survivors);
            if (!before.equals(members.getFirst())) {
                assertThat(after).isEqualTo(before);
            }
        }
    }

    @Test
    @DisplayName("the order in which a process sees the members does not matter")
    void isTheSameEverywhere() {
        List<String> members = List.of("a", "b", "c", "d");
        List<String> reversed = members.reversed();

        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(Rendezvous.owner(partition, reversed)).isEqualTo(Rendezvous.owner(partition, members));
        }
    }

    @Test
    @DisplayName("members that differ in one character get shares of the same order")
    void spreads() {
        List<String> members = List.of("data-0", "data-1", "data-2", "data-3");

        Map<String, Long> shares = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> Rendezvous.owner(partition, members).orElseThrow())
                .collect(Collectors.groupingBy(owner -> owner, Collectors.counting()));

        assertThat(shares).hasSize(4);
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(40L, 90L));
    }

    @Test
    @DisplayName("without members a partition has no owner")
    void nobody() {
        assertThat(Rendezvous.owner(0, new ArrayList<>())).isEmpty();
    }

    @Test
    @DisplayName("partition and slot together name an instrument")
    void partitionsAndSlots() {
        Partitions partitions = Partitions.DEFAULT;

        for (int id : new int[] {0, 1, 63, 64, 5000, Integer.MAX_VALUE}) {
            assertThat(partitions.slot(id) * partitions.count() + partitions.of(id))
                    .isEqualTo(id);
        }
        assertThatThrownBy(() -> new Partitions(0)).hasMessageContaining("1 to 4096");
    }
}
