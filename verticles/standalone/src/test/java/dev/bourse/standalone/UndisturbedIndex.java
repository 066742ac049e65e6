package dev.bourse.standalone;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.standalone.PlayedData.IndexTick;
import dev.bourse.state.index.IndexAssembler;
import dev.bourse.state.index.IndexHistory;
import dev.bourse.state.instrument.StateRules;
import dev.bourse.state.partition.StatePartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;

/** The index of some ticks where nothing happens. */
final class UndisturbedIndex {
    private UndisturbedIndex() {}

    /** @param sent the batches of each partition */
    static List<IndexTick> of(
            Partitions partitions, Collection<Instrument> instruments, int index, IntFunction<List<TickBatch>> sent) {
        List<IndexTick> ticks = new ArrayList<>();
        IndexAssembler assembler =
                new IndexAssembler(partitions.count(), (time, price) -> ticks.add(new IndexTick(time, price)));
        for (int number = 0; number < partitions.count(); number++) {
            int own = number;
            StatePartition states = new StatePartition(own, partitions, StateRules.DEFAULT);
            instruments.stream().filter(one -> partitions.of(one.id()) == own).forEach(states::add);
            IndexHistory history = new IndexHistory();
            for (TickBatch batch : sent.apply(own)) {
                states.apply(batch);
                history.passed(states, batch.header().watermark(), index).forEach(assembler::add);
            }
        }
        return ticks;
    }
}
