package dev.bourse.state.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.StateField;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.message.TickBatchBuilder;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.state.instrument.StateRules;
import dev.bourse.state.instrument.TickOutcome;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A2, A3: states do not depend on how ticks are batched or instruments divided, and go on exactly after a takeover. */
class StatePartitionTest {
    private static final long START = 1_700_000_000_000L;
    private static final StateRules RULES = StateRules.DEFAULT;

    private record Tick(int instrument, long sequence, long time, long price, long size) {}

    @Test
    void theRecordsOfAnInstrumentAreTheSameForAnyBatchingAndAnyNumberOfPartitions() {
        List<Tick> ticks = ticks(4_000, 12);
        Map<Integer, List<List<Long>>> one = run(ticks, new Partitions(1), 1);
        assertThat(run(ticks, new Partitions(1), 97)).isEqualTo(one);
        assertThat(run(ticks, new Partitions(3), 16)).isEqualTo(one);
        assertThat(run(ticks, new Partitions(64), 1_000)).isEqualTo(one);
    }

    @Test
    void aPartitionRestoredFromItsBytesGivesTheSameRestAndTheSameBytes() {
        List<Tick> ticks = ticks(3_000, 5);
        StatePartition original = partition(5);
        original.apply(batch(ticks.subList(0, 1_700), 1));

        StatePartition restored = new StatePartition(0, new Partitions(1), RULES);
        PartitionSnapshot.restore(PartitionSnapshot.write(original), restored);

        TickBatch rest = batch(ticks.subList(1_700, 3_000), 1);
        assertThat(restored.apply(rest).batch(rest.header()))
                .isEqualTo(original.apply(rest).batch(rest.header()));
        assertThat(PartitionSnapshot.write(restored)).isEqualTo(PartitionSnapshot.write(original));
    }

    @Test
    void bytesOfOtherRulesOrCutShortAreRefusedWithTheReason() {
        StatePartition original = partition(5);
        original.apply(batch(ticks(100, 5), 1));
        byte[] bytes = PartitionSnapshot.write(original);

        StatePartition otherRules = new StatePartition(0, new Partitions(1), RULES.keeping(9));
        assertThatThrownBy(() -> PartitionSnapshot.restore(bytes, otherRules))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the saved state has rules");
        StatePartition fresh = new StatePartition(0, new Partitions(1), RULES);
        byte[] cut = Arrays.copyOf(bytes, bytes.length / 2);
        assertThatThrownBy(() -> PartitionSnapshot.restore(cut, fresh))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cut short");
    }

    @Test
    void everyTickIsCountedByWhatBecameOfIt() {
        StatePartition partition = partition(2);
        StatePartition.Applied applied = partition.apply(batch(
                List.of(
                        new Tick(0, 1, START, 100, 1),
                        new Tick(0, 2, START - 5_000, 99, 1),
                        new Tick(0, 3, START - 5_001, 98, 1),
                        new Tick(0, 3, START, 97, 1),
                        new Tick(0, 6, START, -1, 1),
                        new Tick(9, 1, START, 100, 1)),
                1));
        TickCounts counts = partition.counts();
        assertThat(List.of(
                        counts.of(TickOutcome.APPLIED),
                        counts.of(TickOutcome.CORRECTED),
                        counts.of(TickOutcome.TOO_LATE),
                        counts.of(TickOutcome.DUPLICATE),
                        counts.of(TickOutcome.INVALID),
                        counts.unknown(),
                        counts.missing()))
                .containsExactly(1L, 1L, 1L, 1L, 1L, 1L, 2L);
        assertThat(applied.instruments()).containsExactly(0, 0);
    }

    @Test
    void anInstrumentRemovedIsUnknownAndOneAddedStartsAnew() {
        StatePartition partition = partition(1);
        partition.apply(batch(List.of(new Tick(0, 1, START, 100, 5)), 1));
        partition.remove(0);
        partition.apply(batch(List.of(new Tick(0, 2, START, 100, 5)), 1));
        partition.add(instrument(0));
        partition.apply(batch(List.of(new Tick(0, 3, START, 100, 7)), 1));
        StateBatch latest = partition.latest().batch(new BatchHeader(0, 1, 1, 0, 0, 0));
        assertThat(partition.counts().unknown()).isEqualTo(1);
        assertThat(latest.value(0, StateField.SESSION_VOLUME)).isEqualTo(7);
    }

    @Test
    void whatChangedAfterABatchOfStatesIsToldByItsNumberWhateverTheTicksHave() {
        StatePartition partition = partition(3);
        partition.apply(batch(List.of(new Tick(0, 1, START, 100, 5), new Tick(1, 1, START, 200, 5)), 900), 1);
        partition.apply(batch(List.of(new Tick(1, 2, START, 201, 5)), 7), 2);
        partition.apply(batch(List.of(new Tick(0, 1, START, 999, 5)), 8), 3); // again, so nothing changes

        assertThat(partition.changedAfter(0).instruments()).containsExactly(0, 1);
        assertThat(partition.changedAfter(1).instruments()).containsExactly(1);
        assertThat(partition.changedAfter(2).instruments()).isEmpty();
        assertThat(partition
                        .changedAfter(1)
                        .batch(new BatchHeader(0, 1, 3, 0, 0, 0))
                        .value(0, StateField.LAST))
                .isEqualTo(201);
    }

    @Test
    void aTickAllocatesNothingOnceTheRingsHaveGrown() {
        StatePartition partition = partition(1);
        List<Tick> ticks = ticks(60_000, 1);
        long[] record = new long[partition.layout().stride()];
        apply(partition, ticks.subList(0, 50_000), record);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 50_000; i < 60_000; i++) {
            Tick tick = ticks.get(i);
            partition.apply(1, 0, tick.sequence(), tick.time(), tick.price(), tick.size(), record, 0);
        }
        // Calendar dates at a change of day and what measuring takes itself; one object a tick would be 160,000.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16_000);
    }

    private static void apply(StatePartition partition, List<Tick> ticks, long[] record) {
        for (Tick tick : ticks) {
            partition.apply(1, tick.instrument(), tick.sequence(), tick.time(), tick.price(), tick.size(), record, 0);
        }
    }

    private static Map<Integer, List<List<Long>>> run(List<Tick> ticks, Partitions partitions, int batchSize) {
        Map<Integer, List<List<Long>>> records = new TreeMap<>();
        for (int number = 0; number < partitions.count(); number++) {
            int partitionNumber = number;
            StatePartition partition = new StatePartition(number, partitions, RULES);
            List<Tick> own = ticks.stream()
                    .filter(tick -> partitions.of(tick.instrument()) == partitionNumber)
                    .toList();
            own.forEach(tick -> partition.add(instrument(tick.instrument())));
            for (int from = 0; from < own.size(); from += batchSize) {
                TickBatch batch = batch(own.subList(from, Math.min(own.size(), from + batchSize)), from + 1);
                StateBatch states = partition.apply(batch).batch(batch.header());
                for (int i = 0; i < states.size(); i++) {
                    List<Long> record = new ArrayList<>();
                    for (int column = 0; column < partition.layout().stride(); column++) {
                        record.add(states.value(i, column));
                    }
                    records.computeIfAbsent(states.instrument(i), id -> new ArrayList<>())
                            .add(record);
                }
            }
        }
        return records;
    }

    private static StatePartition partition(int instruments) {
        StatePartition partition = new StatePartition(0, new Partitions(1), RULES);
        for (int id = 0; id < instruments; id++) {
            partition.add(instrument(id));
        }
        return partition;
    }

    private static Instrument instrument(int id) {
        return new Instrument(id, "S" + id, 2, 0, 1, 1, 0);
    }

    private static List<Tick> ticks(int count, int instruments) {
        Random random = new Random(42);
        long[] sequences = new long[instruments];
        long[] prices = new long[instruments];
        Arrays.fill(prices, 10_000);
        List<Tick> ticks = new ArrayList<>();
        long time = START;
        for (int i = 0; i < count; i++) {
            int instrument = random.nextInt(instruments);
            time += random.nextInt(200);
            prices[instrument] = Math.max(1, prices[instrument] + random.nextInt(-5, 6));
            long late = random.nextInt(20) == 0 ? random.nextInt(7_000) : 0;
            ticks.add(new Tick(
                    instrument, ++sequences[instrument], time - late, prices[instrument], 1 + random.nextInt(500)));
        }
        return ticks;
    }

    private static TickBatch batch(List<Tick> ticks, long sequence) {
        TickBatchBuilder builder = new TickBatchBuilder(ticks.size());
        ticks.forEach(t -> builder.add(t.instrument(), t.sequence(), t.time(), t.price(), t.size(), 0));
        return builder.build(new BatchHeader(0, 1, sequence, START, 0, 0));
    }
}
