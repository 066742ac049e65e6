package dev.bourse.standalone;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.classification.ClassificationGroup;
import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.payload.ConfiguredPayloads;
import dev.bourse.classification.payload.EngineLoader;
import dev.bourse.shared.bus.BatchFollower;
import dev.bourse.shared.bus.BatchSource;
import dev.bourse.shared.bus.FlowCounters;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.cluster.TestNode.TestCluster;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.launch.Group;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.standalone.PlayedData.IndexTick;
import dev.bourse.state.StateGroup;
import dev.bourse.state.bar.BarPeriod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A3, A4, A7 (6), (7): owners of states and of classes are killed in the middle. The observer sees every signal once
 * and in order, those of an engine with a payload of 300 MB too, the index of each minute is given out once, and it and
 * all bars are those of a run in which nothing happened.
 */
class TakeoverIT {
    private static final int PARTITIONS = 4;
    private static final int INSTRUMENTS = 24;
    private static final List<String> ENGINES = List.of("range", "crossover", "reversion", ModelEngine.ID);

    @TempDir
    private static Path folder;

    private static Path payload;

    private final TestCluster cluster = TestNode.cluster().with("cluster.partitions", String.valueOf(PARTITIONS));
    private final List<TestNode> running = new ArrayList<>();
    private final Map<Integer, List<SignalBatch>> seen = new TreeMap<>();
    private TestNode observer;
    private Node node;
    private List<Instrument> instruments;
    private PlayedData data;

    @BeforeAll
    static void writePayload() throws IOException {
        payload = ModelEngine.payload(folder.resolve("model.bin"));
    }

    @BeforeEach
    void start() {
        observer = started();
        node = observer.node();
        instruments = await(node.instruments()
                .addAll(IntStream.range(0, INSTRUMENTS)
                        .mapToObj(number -> new InstrumentDraft("S" + number, 2, 0, 1, 1, 0))
                        .toList()));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            follow(partition);
        }
        data = new PlayedData(node, instruments);
    }

    @AfterEach
    void stop() {
        running.reversed().forEach(TestNode::close);
    }

    @Test
    void stateOwnersAreKilledOneAfterTheOther() {
        started(new ClassificationGroup());
        killedInTurn(StateGroup::new);
        everythingIsAsIfNothingHadHappened();
    }

    @Test
    void classificationOwnersAreKilledOneAfterTheOther() {
        started(new StateGroup());
        killedInTurn(ClassificationGroup::new);
        everythingIsAsIfNothingHadHappened();
    }

    @Test
    void processesWithBothAreKilledOneAfterTheOther() {
        TestNode first = started(new StateGroup(), new ClassificationGroup());
        TestNode second = started(new StateGroup(), new ClassificationGroup());
        data.send(40);
        kill(first);
        data.send(40);
        TestNode third = started(new StateGroup(), new ClassificationGroup());
        data.send(40);
        kill(second);
        data.send(40);
        assertThat(third.node().hazelcast().getLifecycleService().isRunning()).isTrue();
        everythingIsAsIfNothingHadHappened();
    }

    private void killedInTurn(Supplier<Group> group) {
        TestNode first = started(group.get());
        TestNode second = started(group.get());
        data.send(60);
        kill(first);
        data.send(60);
        started(group.get());
        data.send(30);
        kill(second);
        data.send(60);
    }

    private TestNode started(Group... groups) {
        TestNode started = cluster.start("test");
        running.add(started);
        for (Group group : groups) {
            await(group.deploy(
                    started.node(),
                    Settings.of(Map.of(
                            "state.checkpoint", "20ms",
                            "state.window", "8",
                            "state.index-grace", "5m",
                            "classification.engines", String.join(",", ENGINES),
                            "classification.model-payload", payload.toString()))));
        }
        return started;
    }

    /** Only when its backups are in place may the cluster lose a member. */
    private void kill(TestNode victim) {
        Eventually.equal(true, () -> node.hazelcast().getPartitionService().isClusterSafe());
        running.remove(victim);
        victim.kill();
    }

    private void follow(int partition) {
        List<SignalBatch> batches = seen.computeIfAbsent(partition, none -> new ArrayList<>());
        BatchSource<SignalBatch> log = after -> node.logs()
                .signals()
                .read(partition, after)
                .map(slice -> new BatchSource.Slice<>(
                        slice.first(),
                        slice.last(),
                        slice.entries().stream()
                                .map(entry -> (SignalBatch) BatchCodec.decode(ByteBuffer.wrap(entry.batch())))
                                .toList()));
        await(new BatchFollower<>(node.vertx(), Stage.SIGNALS, partition, log, FlowCounters.NONE, batch -> {
                    synchronized (batches) {
                        batches.add(batch);
                    }
                })
                .registered());
    }

    private void everythingIsAsIfNothingHadHappened() {
        List<Engine> engines = EngineLoader.fromClassPath()
                .load(ENGINES, new ConfiguredPayloads(Map.of(ModelEngine.ID, payload.toString()), Map.of()))
                .stream()
                .map(EngineLoader.Loaded::engine)
                .toList();
        List<Instrument> all = theIndexIsTheSame();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Undisturbed expected = new Undisturbed(partition, node.partitions(), all, engines, data.sent(partition));
            int number = partition;
            Eventually.equal(expected.signals().size(), () -> signals(number).size());
            for (String engine : ENGINES) {
                assertThat(of(engine, signals(partition))).as(engine).isEqualTo(of(engine, expected.signals()));
            }
            assertThat(sequences(partition))
                    .isEqualTo(IntStream.rangeClosed(1, sequences(partition).size())
                            .mapToObj(sequence -> (long) sequence)
                            .toList());
            theBarsAreTheSame(partition, expected);
        }
    }

    /** Gives all instruments, with the index. */
    private List<Instrument> theIndexIsTheSame() {
        Instrument index = node.instruments().universe().bySymbol("^INDEX").orElseThrow();
        List<IndexTick> expected = UndisturbedIndex.of(node.partitions(), instruments, index.id(), data::sent);
        assertThat(expected).hasSizeGreaterThan(3);
        Eventually.equal(expected, data::index);
        return List.copyOf(node.instruments().universe().instruments());
    }

    /** What a heavy engine gives comes later than what the others give, but in order all the same. */
    private static List<Signal> of(String engine, List<Signal> signals) {
        return signals.stream().filter(signal -> signal.engine().equals(engine)).toList();
    }

    private void theBarsAreTheSame(int partition, Undisturbed expected) {
        for (Instrument instrument : node.instruments().universe().instruments()) {
            if (node.partitions().of(instrument.id()) == partition) {
                JsonArray bars = await(node.vertx()
                                .eventBus()
                                .<JsonObject>request(
                                        Stage.STATES.query(partition),
                                        new JsonObject()
                                                .put("op", "bars")
                                                .put("instrument", instrument.id())
                                                .put("period", "1m")))
                        .body()
                        .getJsonArray("bars");
                assertThat(bars).as(instrument.symbol()).isEqualTo(expected.bars(instrument.id(), BarPeriod.MINUTE));
            }
        }
    }

    private List<Signal> signals(int partition) {
        List<SignalBatch> batches = seen.getOrDefault(partition, List.of());
        synchronized (batches) {
            return batches.stream().flatMap(batch -> batch.signals().stream()).toList();
        }
    }

    private List<Long> sequences(int partition) {
        List<SignalBatch> batches = seen.getOrDefault(partition, List.of());
        synchronized (batches) {
            return batches.stream().map(batch -> batch.header().sequence()).toList();
        }
    }
}
