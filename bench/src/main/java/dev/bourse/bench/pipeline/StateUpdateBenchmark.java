package dev.bourse.bench.pipeline;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.message.TickBatchBuilder;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.state.instrument.InstrumentState;
import dev.bourse.state.instrument.StateRules;
import dev.bourse.state.instrument.TickOutcome;
import dev.bourse.state.partition.StatePartition;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A3: what one tick costs the state core, alone and in a partition's batches. Each figure is for one tick. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StateUpdateBenchmark {
    private static final int BATCH = 256;
    private static final Partitions PARTITIONS = new Partitions(1);
    private static final long START = 1_700_000_000_000L;

    /** Instruments of the partition: one, and a 64th of 5,000. */
    @Param({"1", "78"})
    public int instruments;

    /** Event time between two ticks of an instrument: in the same second, and each in another bucket of all windows. */
    @Param({"1", "60000"})
    public int millis;

    private final StatePartition partition = new StatePartition(0, PARTITIONS, StateRules.DEFAULT);
    private final TickBatchBuilder builder = new TickBatchBuilder(BATCH);
    private InstrumentState[] states = new InstrumentState[0];
    private long[] sequences = new long[0];
    private long[] prices = new long[0];
    private final long[] record = new long[StateRules.DEFAULT.layout().stride()];
    private long random = 1;
    private int next;

    /** Makes the instruments. */
    @Setup
    public void fill() {
        states = new InstrumentState[instruments];
        sequences = new long[instruments];
        prices = new long[instruments];
        for (int id = 0; id < instruments; id++) {
            partition.add(new Instrument(id, "S" + id, 2, 0, 1, 1, 0));
            states[id] = partition.find(id).orElseThrow();
            prices[id] = 10_000;
        }
    }

    /** The next tick is made, and nothing is done with it; its cost is in all other figures. */
    @Benchmark
    public long tickAlone() {
        int id = step();
        return prices[id] + time(id) + size();
    }

    /** One tick into its instrument's state. */
    @Benchmark
    public TickOutcome tick() {
        int id = step();
        return states[id].apply(1, sequences[id], time(id), prices[id], size());
    }

    /** The same, and the state's record written. */
    @Benchmark
    public long[] tickAndRecord() {
        int id = step();
        states[id].apply(1, sequences[id], time(id), prices[id], size());
        states[id].write(record, 0);
        return record;
    }

    /** A batch of 256 ticks is made, and nothing is done with it; its cost is in that of {@link #batch}. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public TickBatch batchAlone() {
        for (int i = 0; i < BATCH; i++) {
            int id = step();
            builder.add(id, sequences[id], time(id), prices[id], size(), 0);
        }
        return builder.build(new BatchHeader(0, 1, 1, 0, 0, 0));
    }

    /** A batch of 256 ticks through the partition, to the records that it would send. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public StatePartition.Applied batch() {
        return partition.apply(batchAlone());
    }

    /** The next instrument in turn, its price moved by -3 to 4. */
    private int step() {
        int id = next;
        next = id + 1 == instruments ? 0 : id + 1;
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        prices[id] = Math.max(1, prices[id] + (random & 7) - 3);
        sequences[id]++;
        return id;
    }

    private long time(int id) {
        return START + sequences[id] * millis;
    }

    private long size() {
        return 1 + (random >>> 60);
    }
}
