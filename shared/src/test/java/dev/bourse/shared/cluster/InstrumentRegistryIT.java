package dev.bourse.shared.cluster;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentChange;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.instrument.InstrumentRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Instruments that all members share (A6: added and removed while running). */
class InstrumentRegistryIT {
    @Test
    void instrumentsGetIdsInTheirOrderAndTakenSymbolsStayAsTheyAre() {
        try (TestNode node = TestNode.alone()) {
            InstrumentRegistry registry = node.node().instruments();
            await(registry.addAll(List.of(draft("A", 100), draft("B", 200))));

            List<Instrument> second = await(registry.addAll(List.of(draft("B", 999), draft("C", 300), draft("C", 1))));

            assertThat(second)
                    .containsExactly(draft("B", 200).withId(1), draft("C", 300).withId(2));
            assertThat(registry.universe().instruments())
                    .containsExactly(
                            draft("A", 100).withId(0),
                            draft("B", 200).withId(1),
                            draft("C", 300).withId(2));
            assertThatThrownBy(() -> await(registry.add(draft("A", 5))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("symbol: 'A'");
        }
    }

    @Test
    void anIdIsNeverUsedAgain() {
        try (TestNode node = TestNode.alone()) {
            InstrumentRegistry registry = node.node().instruments();
            Instrument first = await(registry.add(draft("A", 100)));

            await(registry.remove("A"));
            Instrument second = await(registry.add(draft("A", 100)));

            assertThat(first.id()).isZero();
            assertThat(second.id()).isEqualTo(1);
            assertThat(registry.universe().instruments()).containsExactly(second);
            assertThatThrownBy(() -> await(registry.remove("B"))).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void everyMemberHearsOfAChangeAndALateOneKnowsAll() {
        TestNode.TestCluster cluster = TestNode.cluster();
        try (TestNode first = cluster.start("data");
                TestNode second = cluster.start("state")) {
            List<InstrumentChange> heard = new CopyOnWriteArrayList<>();
            second.node().instruments().onChange((change, universe) -> heard.add(change));
            List<InstrumentDraft> many =
                    IntStream.range(0, 1_000).mapToObj(i -> draft("S" + i, i)).toList();

            await(first.node().instruments().addAll(many));
            Instrument gone = await(first.node().instruments().remove("S7"));

            List<InstrumentChange> expected = new ArrayList<>();
            IntStream.range(0, 1_000)
                    .forEach(id ->
                            expected.add(new InstrumentChange.Added(many.get(id).withId(id))));
            expected.add(new InstrumentChange.Removed(gone));
            Eventually.equal(expected.size(), heard::size);
            assertThat(heard).containsExactlyInAnyOrderElementsOf(expected);
            try (TestNode third = cluster.start("web")) {
                assertThat(third.node().instruments().universe().instruments())
                        .isEqualTo(first.node().instruments().universe().instruments())
                        .hasSize(999);
            }
        }
    }

    private static InstrumentDraft draft(String symbol, long price) {
        return new InstrumentDraft(symbol, 2, 0, 1, 1, price);
    }
}
