package dev.bourse.classification.partition;

import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.engine.StateView;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.partition.Partitions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Turns state batches of one partition into signals, for some engines. Used by one thread at a time. */
public final class StateClassifier {
    private final Partitions partitions;
    private final List<Engine> engines;
    private final IntFunction<Optional<Instrument>> instruments;
    private final SignalWriter writer;
    private final StateView view = new StateView();
    private @Nullable ClassificationPartition partition;
    private long[] buffer = new long[0];
    private long unknown;
    /** Classes of instruments that this one has not met yet, by id. */
    private Map<Integer, int[]> remembered = new TreeMap<>();

    /**
     * A classifier that has met no instrument.
     *
     * @param instruments finds an instrument by its id; asked once for each, and again while it is unknown
     * @param judgements hears every judgement in the form of a signal; null where nobody wants them
     */
    public StateClassifier(
            Partitions partitions,
            List<Engine> engines,
            IntFunction<Optional<Instrument>> instruments,
            @Nullable Consumer<Signal> judgements) {
        this.partitions = partitions;
        this.engines = engines;
        this.instruments = instruments;
        this.writer = new SignalWriter(engines, judgements);
    }

    /**
     * The signals that the batch's states give, in their order.
     *
     * @throws IllegalArgumentException if an engine needs what these states do not have
     */
    public List<Signal> classify(StateBatch states) {
        if (states.size() == 0) {
            return List.of();
        }
        ClassificationPartition current = partition(states);
        for (int i = 0; i < states.size(); i++) {
            int instrument = states.instrument(i);
            if (!current.classify(instrument, view.show(states, i, buffer), writer)) {
                meetAndClassify(current, instrument);
            }
        }
        return writer.take();
    }

    /** The classes in which the engines have put instruments before, by id; see {@link ClassificationPartition#add}. */
    public void remember(Map<Integer, int[]> classes) {
        remembered = new TreeMap<>(classes);
    }

    /** The classes of all instruments that it has met or remembers, by id. */
    public Map<Integer, int[]> classes() {
        Map<Integer, int[]> all = new TreeMap<>(remembered);
        if (partition != null) {
            partition.forEach((classes, id) -> all.put(id, classes));
        }
        return all;
    }

    /** Forgets an instrument. */
    public void remove(int instrument) {
        remembered.remove(instrument);
        if (partition != null) {
            partition.remove(instrument);
        }
    }

    /** States of instruments that nobody knew; dropped. */
    public long unknown() {
        return unknown;
    }

    private void meetAndClassify(ClassificationPartition current, int id) {
        Optional<Instrument> instrument = instruments.apply(id);
        if (instrument.isEmpty()) {
            unknown++;
            return;
        }
        current.add(instrument.get(), remembered.remove(id));
        current.classify(id, view, writer);
    }

    private ClassificationPartition partition(StateBatch states) {
        if (partition == null || !partition.layout().equals(states.layout())) {
            partition = new ClassificationPartition(partitions, engines, states.layout());
            buffer = new long[states.layout().stride()];
        }
        return partition;
    }
}
