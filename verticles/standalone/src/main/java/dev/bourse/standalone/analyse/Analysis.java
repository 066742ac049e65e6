package dev.bourse.standalone.analyse;

import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.engine.StateView;
import dev.bourse.classification.partition.ClassificationPartition;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.state.instrument.InstrumentState;
import dev.bourse.state.instrument.StateRules;
import dev.bourse.state.partition.StatePartition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Takes ticks in the order of their file and writes what the state and engine cores make of them. A state is written
 * when the first tick of a later minute of its instrument comes, and at the end. Used by one thread.
 */
final class Analysis implements AutoCloseable {
    private static final long MINUTE = 60_000;
    private static final long EPOCH = 1;

    private final Partitions partitions;
    private final IntFunction<Instrument> instruments;
    private final StatePartition[] states;
    private final ClassificationPartition[] classes;
    private final StateView view = new StateView();
    private final long[] record;
    private final BarsCsv barsCsv;
    private final StatesCsv statesCsv;
    private final SignalsCsv signalsCsv;
    private long[] sequences = new long[64];
    private long[] minuteEnds = new long[64];
    private long dropped;

    /** What came out. */
    record Result(long bars, long states, long signals, long dropped) {}

    /** @param instruments gives the instrument of an id that a tick carries */
    Analysis(
            Path directory,
            Partitions partitions,
            StateRules rules,
            List<Engine> engines,
            IntFunction<Instrument> instruments)
            throws IOException {
        this.partitions = partitions;
        this.instruments = instruments;
        this.states = new StatePartition[partitions.count()];
        this.classes = new ClassificationPartition[partitions.count()];
        for (int partition = 0; partition < states.length; partition++) {
            states[partition] = new StatePartition(partition, partitions, rules);
            classes[partition] = new ClassificationPartition(partitions, engines, rules.layout());
        }
        this.record = new long[rules.layout().stride()];
        this.barsCsv = new BarsCsv(directory);
        this.statesCsv = new StatesCsv(directory, rules.layout());
        this.signalsCsv = new SignalsCsv(directory, engines);
    }

    void tick(int instrument, long time, long price, long size) {
        int partition = partitions.of(instrument);
        if (instrument >= sequences.length || sequences[instrument] == 0) {
            meet(instrument, partition);
        }
        if (time >= minuteEnds[instrument]) {
            writeState(states[partition].find(instrument).orElseThrow());
            minuteEnds[instrument] = Math.floorDiv(time, MINUTE) * MINUTE + MINUTE;
        }
        long sequence = ++sequences[instrument];
        if (states[partition].apply(EPOCH, instrument, sequence, time, price, size, record, 0)) {
            classes[partition].classify(instrument, view.show(record, 0), signalsCsv);
        } else {
            dropped++;
        }
    }

    /** Writes the last states and all bars, by symbol. */
    Result finish() {
        List<InstrumentState> all = new ArrayList<>();
        for (StatePartition partition : states) {
            partition.forEach(all::add);
        }
        all.sort(Comparator.comparing(state -> state.instrument().symbol()));
        all.forEach(this::writeState);
        all.forEach(barsCsv::write);
        return new Result(barsCsv.rows(), statesCsv.rows(), signalsCsv.rows(), dropped);
    }

    private void meet(int id, int partition) {
        if (id >= sequences.length) {
            int grown = Math.max(id + 1, sequences.length * 2);
            sequences = Arrays.copyOf(sequences, grown);
            minuteEnds = Arrays.copyOf(minuteEnds, grown);
        }
        minuteEnds[id] = Long.MIN_VALUE;
        Instrument instrument = instruments.apply(id);
        states[partition].add(instrument);
        classes[partition].add(instrument);
    }

    private void writeState(InstrumentState state) {
        if (state.hasTicks()) {
            state.write(record, 0);
            statesCsv.write(state.instrument(), record);
        }
    }

    @Override
    public void close() throws IOException {
        try (barsCsv;
                statesCsv;
                signalsCsv) {
            // Each is closed, whatever the others do.
        }
    }
}
