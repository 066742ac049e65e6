package dev.bourse.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The failure suite's short form (A2, A3, A4, A7): a process of each group is killed, one after the other, while ticks
 * come, and what comes out is what {@code analyse} makes of the file.
 */
class ChaosIT {
    private static final Logger LOG = LoggerFactory.getLogger(ChaosIT.class);
    private static final TickFile TICKS = new TickFile(64, 10_000, 20, 20_261_122);

    @TempDir
    private static Path folder;

    @Test
    void aKilledProcessOfEachGroupCostsNoTickAndNoSignalAndNoneComesTwice() {
        Jars jars = Jars.of(Path.of(System.getProperty("bourse.root", "../..")), 384);
        Trial.GROUPS.forEach(group ->
                Assumptions.assumeTrue(jars.find(group).isPresent(), "there is no fat jar of " + group + " yet"));
        List<String> story = Collections.synchronizedList(new ArrayList<>());

        Outcome outcome = new Suite(jars, TICKS, folder, story::add).prepare().play(Scenario.brief());

        assertThat(outcome.faults()).as("%s", story).isEmpty();
        assertThat(outcome.stalls())
                .containsOnlyKeys("SIGKILL state", "SIGKILL data", "SIGKILL classification", "SIGKILL web");
        // How long each took is for a person to read: it depends on who else uses the machine.
        Suite.table(List.of(outcome)).forEach(LOG::info);
    }
}
