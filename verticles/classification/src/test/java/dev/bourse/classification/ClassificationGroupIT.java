package dev.bourse.classification;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.classification.StateStage.State;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.config.StartFailure;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.SignalBatch;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A4: the classification group on a real node, between a state stage and observers that the test plays. */
class ClassificationGroupIT {
    private static final int WINDOW = 8;

    @TempDir
    Path folder;

    private final TestNode testNode = TestNode.alone();
    private final Node node = testNode.node();
    private final ClassificationGroup group = new ClassificationGroup();
    private Instrument acme;
    private Instrument neighbour;
    private int partition;

    @BeforeEach
    void addTwoInstrumentsOfOnePartition() {
        acme = await(node.instruments().add(new InstrumentDraft("ACME", 2, 0, 1, 1, 0)));
        partition = node.partitions().of(acme.id());
        neighbour = add("OTHER0");
        for (int number = 1; node.partitions().of(neighbour.id()) != partition; number++) {
            neighbour = add("OTHER" + number);
        }
    }

    @AfterEach
    void stop() {
        testNode.close();
        await(group.stop());
    }

    @Test
    void statesBecomeNumberedSignalsAndEachBatchIsAcknowledgedAfterItsSignalsWentOut() throws InterruptedException {
        deploy("classification.engines", "range");
        StateStage stage = new StateStage(node, partition, WINDOW);
        List<String> sent = record();

        stage.send(new State(acme, 1, 105), new State(acme, 2, 121), new State(neighbour, 1, 90));
        stage.send();
        stage.send(new State(acme, 3, 130));
        stage.send(new State(acme, 4, 104));
        SignalBatch first = stage.signals();
        SignalBatch second = stage.signals();
        Eventually.equal(0, stage::inFlight);

        // An acknowledgement is repeated for a batch that came twice, and that of nothing for each announcement.
        assertThat(sent.stream().distinct().filter(said -> !"acknowledge 0".equals(said)))
                .containsExactly(
                        "signals 1", "acknowledge 1", "acknowledge 2", "acknowledge 3", "signals 2", "acknowledge 4");
        assertThat(first.signals())
                .containsExactly(signal(acme, "NEW_HIGH", 1_000, 2, 121), signal(neighbour, "NEW_LOW", 1_000, 1, 90));
        assertThat(second.signals()).containsExactly(signal(acme, "INSIDE", 4_000, 4, 104));
        assertThat(List.of(header(first), header(second)))
                .containsExactly(
                        new BatchHeader(partition, first.header().epoch(), 1, StateStage.WATERMARK, 1, 0),
                        new BatchHeader(partition, first.header().epoch(), 2, StateStage.WATERMARK, 1, 0));
    }

    @Test
    void recentSignalsAreFoundByInstrumentAndEngineAndBadQuestionsAreRefused() throws InterruptedException {
        deploy("classification.engines", "range", "classification.recent", "3");
        StateStage stage = new StateStage(node, partition, WINDOW);
        stage.send(new State(acme, 1, 121), new State(acme, 2, 105), new State(neighbour, 1, 90));
        stage.send(new State(acme, 3, 99));
        stage.signals();
        stage.signals();

        SignalBatch all = stage.ask(recent());
        assertThat(all.header().sequence()).isEqualTo(2);
        assertThat(found(all)).containsExactly("ACME 2", "OTHER 1", "ACME 3");
        assertThat(found(stage.ask(recent().put("limit", 2)))).containsExactly("OTHER 1", "ACME 3");
        assertThat(found(stage.ask(recent().put("instrument", acme.id())))).containsExactly("ACME 2", "ACME 3");
        assertThat(found(stage.ask(recent().put("instrument", acme.id()).put("limit", 1))))
                .containsExactly("ACME 3");
        assertThat(found(stage.ask(recent().put("engine", "range")))).hasSize(3);
        assertThat(found(stage.ask(recent().put("engine", "crossover")))).isEmpty();
        assertThat(List.of(
                        stage.refusal(new JsonObject()),
                        stage.refusal(new JsonObject().put("op", "guess")),
                        stage.refusal(recent().put("limit", 0)),
                        stage.refusal(recent().put("limit", 10_001)),
                        stage.refusal(recent().put("limit", "many")),
                        stage.refusal(recent().put("instrument", "ACME")),
                        stage.refusal(recent().put("instrument", -1)),
                        stage.refusal(recent().put("engine", 7))))
                .containsExactly(
                        "400 op: 'null' is not allowed; allowed is recent",
                        "400 op: 'guess' is not allowed; allowed is recent",
                        "400 limit: '0' is not allowed; allowed is 1 to 10000",
                        "400 limit: '10001' is not allowed; allowed is 1 to 10000",
                        "400 limit: 'many' is not allowed; allowed is 1 to 10000",
                        "400 instrument: 'ACME' is not allowed; allowed is the id of an instrument, a whole number"
                                + " from 0",
                        "400 instrument: '-1' is not allowed; allowed is the id of an instrument, a whole number"
                                + " from 0",
                        "400 engine: '7' is not allowed; allowed is the id of an engine, a text");
    }

    @Test
    void statesOfAnInstrumentThatWasRemovedAreCountedAndThoseOfItsNeighbourGoOn() throws InterruptedException {
        deploy("classification.engines", "range");
        StateStage stage = new StateStage(node, partition, WINDOW);
        stage.send(new State(acme, 1, 121));
        assertThat(found(stage.signals())).containsExactly("ACME 1");

        await(node.instruments().remove("ACME"));
        Eventually.equal(true, () -> {
            if (stage.ready()) {
                stage.send(new State(acme, 2, 121)); // the class that it has: no signal while it is remembered
            }
            return unknown() > 0;
        });
        stage.send(new State(acme, 3, 90), new State(neighbour, 1, 90));

        assertThat(found(stage.signals())).containsExactly("OTHER 1");
        Eventually.equal(0, stage::inFlight);
        assertThat(found(stage.ask(recent()))).containsExactly("ACME 1", "OTHER 1");
    }

    @Test
    void theLogHasEverySignalWithWhatTheEngineSaw() throws Exception {
        Path file = folder.resolve("judgements.log");
        deploy(
                "classification.engines", "range",
                "classification.log", "signals",
                "classification.log-file", file.toString());
        StateStage stage = new StateStage(node, partition, WINDOW);
        stage.send(new State(acme, 1, 105), new State(acme, 2, 121), new State(acme, 3, 122));
        stage.signals();
        await(group.stop());
        assertThat(Files.readAllLines(file))
                .containsExactly("signal time=1700000000000 symbol=ACME sequence=2 engine=range version=1"
                        + " class=NEW_HIGH strength=1000 last=1.21 maximum=1.10 minimum=1.00");
    }

    @Test
    void anEngineThatNeedsALookbackWhichTheStatesDoNotHaveStopsTheStart() {
        assertThatThrownBy(() -> deploy("classification.engines", "range", "state.lookbacks", "30,50"))
                .isInstanceOf(StartFailure.class)
                .hasMessage("engine 'range' needs the lookback 20, and the states have [30, 50]; add it to"
                        + " state.lookbacks");
    }

    @Test
    void aLogThatCannotBeOpenedStopsTheStart() throws Exception {
        Path taken = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> deploy(
                        "classification.log",
                        "all",
                        "classification.log-file",
                        taken.resolve("below").toString()))
                .isInstanceOf(StartFailure.class)
                .hasMessage(taken.resolve("below")
                        + " cannot be written; name another file with --classification.log-file");
    }

    private Instrument add(String symbol) {
        return await(node.instruments().add(new InstrumentDraft(symbol, 2, 0, 1, 1, 0)));
    }

    private void deploy(String... settings) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        await(group.deploy(node, Settings.of(values)));
    }

    /** The signals and acknowledgements that the group sends from now on, in the order in which it sends them. */
    private List<String> record() {
        List<String> sent = new CopyOnWriteArrayList<>();
        Handler<DeliveryContext<Object>> recorder = delivery -> {
            String address = delivery.message().address();
            if (address.equals(Stage.SIGNALS.address(partition)) && delivery.body() instanceof SignalBatch signals) {
                sent.add("signals " + signals.header().sequence());
            } else if (address.equals(Stage.STATES.control(partition))
                    && delivery.body() instanceof JsonObject control
                    && "acknowledge".equals(control.getString("type"))) {
                sent.add("acknowledge " + control.getLong("sequence"));
            }
            delivery.next();
        };
        node.vertx().eventBus().addOutboundInterceptor(recorder);
        return sent;
    }

    private double unknown() {
        return testNode.telemetry()
                .scrape()
                .lines()
                .filter(line -> line.startsWith("bourse_classification_states_unknown_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private static JsonObject recent() {
        return new JsonObject().put("op", "recent");
    }

    private static BatchHeader header(SignalBatch batch) {
        BatchHeader header = batch.header();
        return new BatchHeader(
                header.partition(), header.epoch(), header.sequence(), header.watermark(), header.ingestedNanos(), 0);
    }

    private static List<String> found(SignalBatch batch) {
        List<String> found = new ArrayList<>();
        for (Signal signal : batch.signals()) {
            String symbol = signal.symbol().startsWith("OTHER") ? "OTHER" : signal.symbol();
            found.add(symbol + " " + signal.sequence());
        }
        return found;
    }

    private static Signal signal(Instrument instrument, String ofClass, long strength, long sequence, long last) {
        return new Signal(
                instrument.id(),
                instrument.symbol(),
                "range",
                "1",
                ofClass,
                strength,
                sequence,
                StateStage.WATERMARK,
                List.of(
                        new Signal.Input("last", last, 2),
                        new Signal.Input("maximum", 110, 2),
                        new Signal.Input("minimum", 100, 2)));
    }
}
