package dev.bourse.shared.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is alive, who is dead, and who is not known yet. */
class RosterTest {
    private final Roster roster = new Roster();

    @Test
    void whoWasSeenAndIsGoneIsDeadUntilItComesBack() {
        roster.members(Set.of("a", "b"));
        roster.members(Set.of("a"));
        assertThat(roster.dead()).containsExactly("b");

        roster.members(Set.of("a", "b"));

        assertThat(roster.dead()).isEmpty();
        assertThat(roster.live()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whoWasNeverSeenKeepsItsLeaseForAWhile() {
        roster.members(Set.of("a"));

        roster.met("new", 10_000);
        roster.met("new", 10_000 + Roster.UNKNOWN_MILLIS - 1);
        assertThat(roster.dead()).isEmpty();

        roster.met("new", 10_000 + Roster.UNKNOWN_MILLIS);
        assertThat(roster.dead()).containsExactly("new");
    }

    @Test
    void whoTurnsOutToHaveJustJoinedIsNotSuspected() {
        roster.members(Set.of("a"));
        roster.met("new", 10_000);

        roster.members(Set.of("a", "new"));
        roster.met("new", 10_000 + Roster.UNKNOWN_MILLIS);

        assertThat(roster.dead()).isEmpty();
    }
}
