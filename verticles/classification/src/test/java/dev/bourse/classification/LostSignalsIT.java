package dev.bourse.classification;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.classification.StateStage.State;
import dev.bourse.classification.checkpoint.ClassificationCheckpoint;
import dev.bourse.classification.checkpoint.ClassificationCheckpoint.EngineMark;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.LostLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What more than one death at once leaves: a checkpoint that knows of signals of which no copy is left. */
@DisplayName("A7: a log of signals that is gone with its writer goes on above all that its observers have seen")
final class LostSignalsIT {
    private static final long STATES = 70;
    private static final long SIGNALS = 50;

    @Test
    @DisplayName("the next writer says so and leaps, so that nobody takes a new signal for one that was heard before")
    void leaps() throws Exception {
        assertFirstSignalIs(SIGNALS, 1);
    }

    @Test
    @DisplayName("a log that is empty since there never was a signal begins at 1")
    void beginsWhereNoneWas() throws Exception {
        assertFirstSignalIs(0, 0);
    }

    private static void assertFirstSignalIs(long signalsBefore, int gone) throws Exception {
        ClassificationGroup group = new ClassificationGroup();
        try (TestNode test = TestNode.cluster().with("cluster.partitions", "1").start("classification")) {
            Node node = test.node();
            Instrument acme = await(node.instruments().add(new InstrumentDraft("ACME", 2, 0, 1, 1, 0)));
            byte[] classes = new ClassificationCheckpoint(
                            0, List.of(new EngineMark("range", "1", "aa")), Map.of(), signalsBefore)
                    .bytes();
            await(node.logs().checkpoints("classification").open(0, 1));
            await(node.logs().checkpoints("classification").store(0, 1, new Checkpoint(STATES, classes), STATES));
            await(group.deploy(node, Settings.of(Map.of("classification.engines", "range")))
                    .mapEmpty());

            StateStage stage = new StateStage(node, 0, 4, STATES);
            stage.send(new State(acme, 1, 121));

            long after = signalsBefore == 0
                    ? 0
                    : LostLog.beginAfter(signalsBefore, node.logs().signals().mostBytes());
            assertThat(after).isGreaterThanOrEqualTo(signalsBefore);
            assertThat(stage.signals().header().sequence()).isEqualTo(after + 1);
            assertThat(test.telemetry().scrape()).contains("bourse_classification_log_gone_total " + gone + ".0");
        } finally {
            await(group.stop());
        }
    }
}
