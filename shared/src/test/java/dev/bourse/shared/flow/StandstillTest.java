package dev.bourse.shared.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** B6: when something is sent again. */
class StandstillTest {
    private final Standstill standstill = new Standstill();

    @Test
    void itIsOneOnlyWhereTheSameIsOwedAtTwoLooksInARow() {
        assertThat(standstill.look(3, 7)).isFalse();
        assertThat(standstill.look(3, 7)).isTrue();
        assertThat(standstill.look(4, 7)).isTrue();
        assertThat(standstill.look(3, 8)).isFalse();
        assertThat(standstill.look(0, 11)).isFalse();
        assertThat(standstill.look(1, 11)).isFalse();
        assertThat(standstill.look(1, 11)).isTrue();
    }

    @Test
    void nothingIsOwedBeforeAnythingIsSent() {
        assertThat(standstill.look(0, 0)).isFalse();
        assertThat(standstill.look(0, 0)).isFalse();
        assertThat(standstill.look(1, 0)).isFalse();
        assertThat(standstill.look(1, 0)).isTrue();
    }
}
