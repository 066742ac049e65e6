package dev.bourse.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./bourse chaos --only=exchange-...}: three nodes from their jar, E3, E9, C4. */
class ExchangeFailureIT {
    private static final int HEAP_MEGABYTES = 256;
    private static final int ORDERS_A_SECOND = 1_000;

    @TempDir
    Path folder;

    @Test
    @Timeout(400)
    @DisplayName("A leader killed during a snapshot and its successor frozen lose no order, double no execution for any"
            + " reader, and leave all nodes with the same outputs and state")
    void survivesAKillAndAFreeze() {
        Jars jars = Jars.of(Path.of(System.getProperty("bourse.root", "../..")), HEAP_MEGABYTES);
        Assumptions.assumeTrue(
                jars.find("exchange").isPresent(), "there is no fat jar of exchange: run this test by verify");
        List<String> story = new ArrayList<>();

        ExchangeOutcome outcome =
                new ExchangeSuite(jars, folder, ORDERS_A_SECOND, 1).play(ExchangeScenario.brief(), story::add);

        assertThat(outcome.faults()).as(String.join("\n", story)).isEmpty();
        assertThat(outcome.stalls()).containsOnlyKeys("SIGKILL of the leader", "SIGSTOP of the leader");
        assertThat(outcome.outputs()).isGreaterThan(outcome.commands());
    }
}
