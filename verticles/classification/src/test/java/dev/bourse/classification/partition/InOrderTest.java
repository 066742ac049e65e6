package dev.bourse.classification.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A4: what workers return may come in any order, and counts in the order of the batches. */
class InOrderTest {
    private final List<String> acted = new ArrayList<>();
    private final InOrder results = new InOrder(failure -> acted.add("failed " + failure.getMessage()));

    /**
     * A worker's answer that is there before anybody listens is heard at once, while the one before it is still on its
     * way through the event loop's queue. So a judgement could come before the failure of the one before it.
     */
    @Test
    void aJudgementThatOvertakesTheFailureBeforeItIsInVain() {
        InOrder.Result first = results.next();
        InOrder.Result second = results.next();

        second.done(() -> acted.add("second acknowledged"));
        assertThat(acted).isEmpty();
        first.failed(new IllegalStateException("first"));

        assertThat(acted).containsExactly("failed first");
    }

    @Test
    void afterAFailureNothingIsActedOnAnyMore() {
        InOrder.Result first = results.next();
        InOrder.Result second = results.next();
        InOrder.Result third = results.next();
        first.done(() -> acted.add("first"));
        second.failed(new IllegalStateException("second"));
        third.done(() -> acted.add("third"));
        results.next().done(() -> acted.add("fourth"));

        assertThat(acted).containsExactly("first", "failed second");
    }

    @Property(tries = 200)
    void whateverTheOrderOfTheResultsTheyCountInTheOrderOfTheQuestions(
            @ForAll @IntRange(min = 1, max = 30) int count, @ForAll long seed) {
        List<Integer> done = new ArrayList<>();
        InOrder any = new InOrder(failure -> done.add(-1));
        List<InOrder.Result> asked =
                IntStream.range(0, count).mapToObj(number -> any.next()).toList();
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        order.forEach(number -> asked.get(number).done(() -> done.add(number)));

        assertThat(done).isEqualTo(IntStream.range(0, count).boxed().toList());
    }
}
