package dev.bourse.data.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.data.resume.AppendTurn.Decision;
import dev.bourse.shared.log.AppendResult.Outcome;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A7, B6: what an owner does with each answer of its log")
final class AppendTurnTest {
    private final AppendTurn turn = new AppendTurn();

    @Test
    @DisplayName("one append is under way at a time; what is appended is published, and the next may go")
    void oneAtATime() {
        turn.begin();

        assertThat(turn.ready()).isFalse();
        assertThatThrownBy(turn::begin).hasMessage("a batch of the partition is on its way to the log");
        assertThat(turn.answered(Outcome.APPENDED)).isEqualTo(Decision.PUBLISH);
        assertThat(turn.ready()).isTrue();
    }

    @Test
    @DisplayName("a full log and a failure are tried again with the same batch, after pauses that grow to a limit")
    void triesAgain() {
        turn.begin();

        assertThat(Stream.generate(() -> turn.answered(Outcome.FULL)).limit(6)).containsOnly(Decision.RETRY_FULL);
        assertThat(turn.pauseMillis(0)).isEqualTo(100);
        assertThat(turn.ready()).isFalse();
        assertThat(Stream.generate(turn::failed).limit(6)).containsOnly(Decision.RETRY);
        assertThat(turn.pauseMillis(0)).isEqualTo(1_000);
        assertThat(turn.answered(Outcome.APPENDED)).isEqualTo(Decision.PUBLISH);
        turn.begin();
        turn.failed();
        assertThat(turn.pauseMillis(0)).isEqualTo(5);
    }

    @Test
    @DisplayName("who was succeeded, or numbers otherwise than its log, stops for good")
    void stops() {
        for (Outcome outcome : List.of(Outcome.FENCED, Outcome.OUT_OF_ORDER)) {
            AppendTurn deposed = new AppendTurn();
            deposed.begin();

            assertThat(deposed.answered(outcome)).isEqualTo(Decision.STOP);
            assertThat(deposed.ready()).isFalse();
            assertThatThrownBy(deposed::begin).hasMessage("the partition was given up");
        }
    }

    @Test
    @DisplayName("an answer that comes after the partition was given up leads to nothing, whatever it is")
    void givenUp() {
        for (Outcome outcome : Outcome.values()) {
            AppendTurn closed = new AppendTurn();
            closed.begin();
            closed.close();

            assertThat(closed.answered(outcome)).isEqualTo(Decision.NOTHING);
            assertThat(closed.underWay()).isFalse();
        }
        turn.begin();
        turn.close();
        assertThat(turn.failed()).isEqualTo(Decision.NOTHING);
    }

    @Property
    void aPauseIsWithinItsLimitWhateverTheChance(
            @ForAll @IntRange(min = 1, max = 200) int tries, @ForAll @DoubleRange(max = 0.99) double random) {
        AppendTurn failing = new AppendTurn();
        failing.begin();
        Stream.generate(failing::failed).limit(tries).forEach(decision -> {});

        assertThat(failing.pauseMillis(random)).isBetween(1L, 1_000L);
    }
}
