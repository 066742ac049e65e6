package dev.bourse.standalone;

import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.partition.StateClassifier;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.state.bar.BarPeriod;
import dev.bourse.state.instrument.StateRules;
import dev.bourse.state.partition.StatePartition;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one partition's ticks give where nothing happens. */
final class Undisturbed {
    private final StatePartition states;
    private final List<Signal> signals = new ArrayList<>();

    Undisturbed(
            int number,
            Partitions partitions,
            List<Instrument> instruments,
            List<Engine> engines,
            List<TickBatch> ticks) {
        states = new StatePartition(number, partitions, StateRules.DEFAULT);
        instruments.stream().filter(one -> partitions.of(one.id()) == number).forEach(states::add);
        StateClassifier classifier = new StateClassifier(
                partitions,
                engines,
                id -> Optional.of(states.find(id).orElseThrow().instrument()),
                null);
        for (TickBatch batch : ticks) {
            signals.addAll(classifier.classify(states.apply(batch).batch(batch.header())));
        }
    }

    List<Signal> signals() {
        return signals;
    }

    /** The bars of an instrument, as the query gives them. */
    JsonArray bars(int instrument, BarPeriod period) {
        JsonArray bars = new JsonArray();
        states.find(instrument)
                .orElseThrow()
                .bars(period)
                .forEach(
                        5_000,
                        (start, open, high, low, close, volume, trades) ->
                                bars.add(JsonArray.of(start, open, high, low, close, volume, trades)));
        return bars;
    }
}
