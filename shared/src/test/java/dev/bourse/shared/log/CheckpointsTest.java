package dev.bourse.shared.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A7: a successor finds the newest checkpoint that fits, and an owner that was succeeded leaves none. */
class CheckpointsTest {
    private static final Checkpoint AT_5 = new Checkpoint(5, new byte[] {5});
    private static final Checkpoint AT_7 = new Checkpoint(7, new byte[] {7});
    private static final Checkpoint AT_9 = new Checkpoint(9, new byte[] {9});

    private final Checkpoints two =
            Checkpoints.NONE.add(1, AT_5, 0).orElseThrow().add(1, AT_7, 5).orElseThrow();

    @Test
    void theNewestThatIsSafeIsKeptBesideEachNewOne() {
        assertThat(two.add(1, AT_9, 7)).contains(new Checkpoints(1, List.of(AT_9, AT_7)));
        assertThat(two.add(1, AT_7, 5)).contains(two);
        assertThat(two.add(1, AT_9, 4)).contains(new Checkpoints(1, List.of(AT_9)));
        assertThat(List.of(two.upTo(9), two.upTo(6))).containsExactly(Optional.of(AT_7), Optional.of(AT_5));
        assertThat(two.upTo(4)).isEmpty();
    }

    @Test
    void anOwnerThatGoesBackKeepsWhatItWentBackToAndNotWhatItMakesAgain() {
        Checkpoint at6 = new Checkpoint(6, new byte[] {6});
        assertThat(two.add(1, at6, 5)).contains(new Checkpoints(1, List.of(at6, AT_5)));
        assertThat(two.add(1, AT_9, 5)).contains(new Checkpoints(1, List.of(AT_9, AT_5)));
    }

    @Test
    void anOwnerThatWasSucceededIsRefused() {
        Checkpoints succeeded = two.open(2).orElseThrow();
        assertThat(succeeded).isEqualTo(new Checkpoints(2, List.of(AT_7, AT_5)));
        assertThat(succeeded.open(1)).isEmpty();
        assertThat(succeeded.add(1, AT_9, 7)).isEmpty();
    }
}
