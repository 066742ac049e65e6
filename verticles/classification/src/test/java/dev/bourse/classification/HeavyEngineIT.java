package dev.bourse.classification;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.classification.StateStage.State;
import dev.bourse.classification.builtin.RangeEngine;
import dev.bourse.classification.payload.EngineLoader;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.SignalBatch;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A4, B6: an engine that takes long delays its own signals, and nothing else. */
class HeavyEngineIT {
    private static final int WINDOW = 4;
    private static final int MANY = 1_000;

    @TempDir
    Path folder;

    private final GateEngine gate = new GateEngine();
    private final TestNode testNode = TestNode.alone();
    private final Node node = testNode.node();
    private final ClassificationGroup group =
            new ClassificationGroup(() -> EngineLoader.of(List.of(new RangeEngine.Factory(), gate)));

    @BeforeEach
    void start() throws IOException {
        Path payload = Files.createFile(folder.resolve("gate.bin"));
        await(group.deploy(
                node,
                Settings.of(Map.of(
                        "classification.engines", "range,gate", "classification.gate-payload", payload.toString()))));
    }

    @AfterEach
    void stop() {
        gate.open(MANY);
        testNode.close();
        await(group.stop());
    }

    @Test
    void whileItJudgesTheEventLoopGoesOnTheWindowStaysFullAndTheOrderIsKept() throws InterruptedException {
        Instrument acme = await(node.instruments().add(new InstrumentDraft("ACME", 2, 0, 1, 1, 0)));
        StateStage stage = new StateStage(node, node.partitions().of(acme.id()), WINDOW);

        stage.send(new State(acme, 1, 120));
        stage.send(new State(acme, 2, 105));
        stage.send();
        stage.send(new State(acme, 3, 90));
        gate.awaitArrivals(1);

        assertThat(List.of(words(stage.signals()), words(stage.signals()), words(stage.signals())))
                .containsExactly("1 range NEW_HIGH 1", "2 range INSIDE 2", "3 range NEW_LOW 3");
        assertThat(stage.ask(new JsonObject().put("op", "recent")).size()).isEqualTo(3);
        assertThat(stage.inFlight()).isEqualTo(WINDOW);
        assertThat(stage.ready()).isFalse();
        assertThat(stage.waiting()).isZero();

        gate.open(MANY);
        assertThat(List.of(words(stage.signals()), words(stage.signals())))
                .containsExactly("4 gate HIGH 1", "5 gate LOW 2");
        Eventually.equal(0, stage::inFlight);
        assertThat(stage.ready()).isTrue();
        assertThat(stage.waiting()).isZero();
    }

    private static String words(SignalBatch batch) {
        Signal signal = batch.signals().getFirst();
        return batch.header().sequence() + " " + signal.engine() + " " + signal.signalClass() + " " + signal.sequence();
    }
}
