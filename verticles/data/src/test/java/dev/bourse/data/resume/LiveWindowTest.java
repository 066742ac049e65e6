package dev.bourse.data.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("B6: what is in the log is published as far as the receiver's window has room")
final class LiveWindowTest {
    private static final long AFTER = 40;

    private final LiveWindow window = new LiveWindow(AFTER, 2);

    @Test
    @DisplayName("without a receiver nothing is published; one that attaches is shown the newest batch")
    void attaches() {
        assertThat(List.of(window.appended(1), window.appended(1), window.attached(AFTER), window.appended(1)))
                .containsExactly(false, false, true, false);
    }

    @Test
    @DisplayName("without room batches stay in the log only; with room again the newest one shows the gap")
    void leavesOut() {
        window.attached(AFTER);

        assertThat(List.of(window.appended(1), window.appended(1), window.appended(1), window.appended(1)))
                .containsExactly(true, true, false, false);
        assertThat(window.inFlight()).isEqualTo(2);
        assertThat(List.of(window.acknowledged(AFTER + 1), window.acknowledged(AFTER + 2)))
                .containsExactly(true, false);
        assertThat(window.newest()).isEqualTo(AFTER + 4);
    }

    @Test
    @DisplayName("a receiver that has everything is sent the next batch and none again")
    void upToDate() {
        window.attached(AFTER);
        window.appended(1);

        assertThat(List.of(window.acknowledged(AFTER + 1), window.appended(1), window.attached(AFTER + 2)))
                .containsExactly(false, true, false);
    }

    @Test
    @DisplayName("nobody is waited for to deal with batches that are gone: the next one shows the receiver the gap")
    void leaps() {
        LiveWindow leapt = new LiveWindow(1_000, 1_000, 2);
        leapt.attached(AFTER);

        assertThat(List.of(leapt.appended(1), leapt.appended(1), leapt.appended(1)))
                .containsExactly(true, true, false);
        assertThat(leapt.acknowledged(1_001)).isTrue();
    }

    @Test
    @DisplayName("large batches fill it before there are many of them")
    void countsTicks() {
        LiveWindow wide = new LiveWindow(AFTER, 64);
        wide.attached(AFTER);

        assertThat(List.of(wide.appended(LiveWindow.MOST_ROWS - 1), wide.appended(8_192), wide.appended(1)))
                .containsExactly(true, true, false);
        assertThat(List.of(wide.acknowledged(AFTER + 1), wide.acknowledged(AFTER + 3), wide.appended(1)))
                .containsExactly(true, false, true);
    }

    /** A receiver that reads in the log what it was not sent always comes to the end. */
    @Property
    void aReceiverIsAlwaysToldOfTheEnd(@ForAll List<@IntRange(min = 0, max = 3) Integer> steps) {
        LiveWindow any = new LiveWindow(AFTER, 2);
        long told = AFTER;
        long dealtWith = AFTER;
        any.attached(AFTER);
        for (int step : steps) {
            boolean published = false;
            if (step < 3) {
                published = any.appended(step == 2 ? LiveWindow.MOST_ROWS : 1);
            } else if (dealtWith < told) {
                dealtWith++;
                published = any.acknowledged(dealtWith);
            }
            told = published ? any.newest() : told;
        }
        while (dealtWith < told) {
            dealtWith++;
            told = any.acknowledged(dealtWith) ? any.newest() : told;
        }
        assertThat(told).isEqualTo(any.newest());
        assertThat(any.inFlight()).isZero();
    }
}
