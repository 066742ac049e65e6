package dev.bourse.classification.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.engine.StateView;
import dev.bourse.classification.payload.EngineLoader;
import dev.bourse.classification.payload.PayloadSource;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.LookbackField;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.StateField;
import dev.bourse.shared.message.StateLayout;
import dev.bourse.shared.partition.Partitions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** A4: a signal is a change of an instrument's class, with what the engine saw. */
class ClassificationPartitionTest {
    private static final StateLayout LAYOUT = new StateLayout(List.of(20, 50));
    private static final Instrument ACME = new Instrument(3, "ACME", 2, 0, 1, 1, 0);
    private static final Instrument OTHER = new Instrument(4, "OTHER", 2, 0, 1, 1, 0);

    @Test
    void rangeSaysNewHighAboveTheMaximumNewLowBelowTheMinimumAndElseInside() {
        Machine machine = new Machine("range", "version 7\nlookback 20\n");
        machine.state(ACME, record(1, 100).lookback(20, StateField.ABSENT, StateField.ABSENT, 0, 0));
        machine.state(ACME, record(2, 105).lookback(20, 110, 100, 0, 0)); // at rest: no signal
        machine.state(ACME, record(3, 110).lookback(20, 110, 100, 0, 0)); // equal is not above
        machine.state(ACME, record(4, 121).lookback(20, 110, 100, 0, 0));
        machine.state(ACME, record(5, 130).lookback(20, 121, 100, 0, 0)); // still
        machine.state(ACME, record(6, 105).lookback(20, 130, 100, 0, 0));
        machine.state(ACME, record(7, 90).lookback(20, 130, 100, 0, 0));
        assertThat(machine.signals)
                .containsExactly(
                        signal(
                                "range",
                                "7",
                                "NEW_HIGH",
                                1_000,
                                4,
                                input("last", 121, 2),
                                input("maximum", 110, 2),
                                input("minimum", 100, 2)),
                        signal(
                                "range",
                                "7",
                                "INSIDE",
                                1_666,
                                6,
                                input("last", 105, 2),
                                input("maximum", 130, 2),
                                input("minimum", 100, 2)),
                        signal(
                                "range",
                                "7",
                                "NEW_LOW",
                                1_000,
                                7,
                                input("last", 90, 2),
                                input("maximum", 130, 2),
                                input("minimum", 100, 2)));
    }

    @Test
    void aSymbolMayHaveItsOwnLookbackAndMargin() {
        Machine machine = new Machine("range", "symbol OTHER lookback=50 margin=100\n");
        StateRecord state = record(1, 10_100).lookback(20, 10_099, 1, 0, 0).lookback(50, 10_000, 1, 0, 0);
        machine.state(ACME, state);
        machine.state(OTHER, state); // exactly one per cent above is not beyond the margin
        machine.state(OTHER, record(2, 10_101).lookback(50, 10_000, 1, 0, 0));
        assertThat(machine.signals)
                .extracting(Signal::symbol, Signal::sequence, Signal::signalClass)
                .containsExactly(Tuple.tuple("ACME", 1L, "NEW_HIGH"), Tuple.tuple("OTHER", 2L, "NEW_HIGH"));
    }

    @Test
    void crossoverSignalsItsFirstClassAndKeepsItWhileTheAveragesAreEqual() {
        Machine machine = new Machine("crossover", "");
        machine.state(ACME, record(1, 100).averages(1_000_000, 1_000_000));
        machine.state(ACME, record(2, 100).averages(1_010_000, 1_000_000));
        machine.state(ACME, record(3, 100).averages(1_000_000, 1_000_000));
        machine.state(ACME, record(4, 100).averages(1_020_000, 1_000_000));
        machine.state(ACME, record(5, 100).averages(990_000, 1_000_000));
        assertThat(machine.signals)
                .containsExactly(
                        signal(
                                "crossover",
                                "1",
                                "ABOVE",
                                100,
                                2,
                                input("last", 100, 2),
                                input("short", 1_010_000, 6),
                                input("long", 1_000_000, 6)),
                        signal(
                                "crossover",
                                "1",
                                "BELOW",
                                100,
                                5,
                                input("last", 100, 2),
                                input("short", 990_000, 6),
                                input("long", 1_000_000, 6)));
    }

    @Test
    void reversionMeasuresInDeviationsAndTakesAnyDistanceFromEqualPricesAsFar() {
        Machine machine = new Machine("reversion", "threshold 1.5\n");
        machine.state(ACME, record(1, 114).lookback(20, 0, 0, 1_000_000, 100_000)); // 1.4 deviations
        machine.state(ACME, record(2, 115).lookback(20, 0, 0, 1_000_000, 100_000));
        machine.state(ACME, record(3, 84).lookback(20, 0, 0, 1_000_000, 100_000));
        machine.state(ACME, record(4, 100).lookback(20, 0, 0, 1_000_000, 0));
        machine.state(ACME, record(5, 101).lookback(20, 0, 0, 1_000_000, 0));
        assertThat(machine.signals)
                .extracting(Signal::sequence, Signal::signalClass, Signal::strength)
                .containsExactly(
                        Tuple.tuple(2L, "HIGH", 15_000L),
                        Tuple.tuple(3L, "LOW", 16_000L),
                        Tuple.tuple(4L, "NORMAL", 0L),
                        Tuple.tuple(5L, "HIGH", 1_000_000L));
    }

    @Test
    void anEngineWhoseLookbackTheStatesDoNotHaveIsRefused() {
        List<Engine> engines = engines("reversion", "lookback 33\n");
        assertThatThrownBy(() -> new ClassificationPartition(new Partitions(1), engines, LAYOUT))
                .hasMessage("engine 'reversion' needs the lookback 33, and the states have [20, 50]; add it to"
                        + " state.lookbacks");
    }

    @Test
    void anInstrumentThatWasRemovedStartsAnew() {
        Machine machine = new Machine("range", "");
        machine.state(ACME, record(1, 121).lookback(20, 110, 100, 0, 0));
        machine.partition.remove(ACME.id());
        assertThat(machine.partition.classify(ACME.id(), new StateView(), machine.writer))
                .isFalse();
        machine.state(ACME, record(2, 122).lookback(20, 121, 100, 0, 0));
        assertThat(machine.signals).extracting(Signal::sequence).containsExactly(1L, 2L);
    }

    private static Signal signal(
            String engine, String version, String signalClass, long strength, long sequence, Signal.Input... inputs) {
        return new Signal(
                3, "ACME", engine, version, signalClass, strength, sequence, 1_000 + sequence, List.of(inputs));
    }

    private static Signal.Input input(String name, long value, int decimals) {
        return new Signal.Input(name, value, decimals);
    }

    private static StateRecord record(long sequence, long last) {
        return new StateRecord(sequence, last);
    }

    private static List<Engine> engines(String id, String payload) {
        PayloadSource source = engine -> Optional.of(new PayloadSource.Payload(
                "a text", Optional.empty(), () -> new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8))));
        return EngineLoader.fromClassPath().load(List.of(id), source).stream()
                .map(EngineLoader.Loaded::engine)
                .toList();
    }

    /** A state record under construction. */
    private static final class StateRecord {
        private final long[] values = new long[LAYOUT.stride()];

        StateRecord(long sequence, long last) {
            Arrays.fill(values, StateField.ABSENT);
            values[StateField.SEQUENCE.ordinal()] = sequence;
            values[StateField.TIME.ordinal()] = 1_000 + sequence;
            values[StateField.LAST.ordinal()] = last;
        }

        StateRecord lookback(int length, long maximum, long minimum, long mean, long deviation) {
            values[LAYOUT.column(length, LookbackField.MAXIMUM)] = maximum;
            values[LAYOUT.column(length, LookbackField.MINIMUM)] = minimum;
            values[LAYOUT.column(length, LookbackField.MEAN)] = mean;
            values[LAYOUT.column(length, LookbackField.DEVIATION)] = deviation;
            return this;
        }

        StateRecord averages(long shorter, long longer) {
            values[StateField.EXPONENTIAL_SHORT.ordinal()] = shorter;
            values[StateField.EXPONENTIAL_LONG.ordinal()] = longer;
            return this;
        }
    }

    /** A partition with one engine, and all signals that came of it. */
    private static final class Machine {
        private final ClassificationPartition partition;
        private final SignalWriter writer;
        private final List<Signal> signals = new ArrayList<>();

        Machine(String id, String payload) {
            List<Engine> engines = engines(id, payload);
            partition = new ClassificationPartition(new Partitions(1), engines, LAYOUT);
            writer = new SignalWriter(engines);
        }

        void state(Instrument instrument, StateRecord record) {
            partition.add(instrument);
            partition.classify(instrument.id(), new StateView().show(record.values, 0), writer);
            signals.addAll(writer.take());
        }
    }
}
