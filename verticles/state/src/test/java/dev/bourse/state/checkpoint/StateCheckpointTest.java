package dev.bourse.state.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.message.TickBatchBuilder;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.state.index.IndexHistory;
import dev.bourse.state.index.IndexPartial;
import dev.bourse.state.instrument.StateRules;
import dev.bourse.state.partition.PartitionSnapshot;
import dev.bourse.state.partition.StatePartition;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A7 (6): a successor that begins at any point gives what the owner before would have given, byte for byte. */
class StateCheckpointTest {
    private static final long START = 1_700_000_000_000L;
    private static final int INSTRUMENTS = 5;
    private static final int BATCHES = 60;
    /** Of these the checkpoint was taken that the first version kept. */
    static final int FIRST_BATCHES = 20;

    /** One partition with its part of the index, and all that it gives. */
    static final class Run {
        private final StatePartition partition = new StatePartition(0, new Partitions(1), StateRules.DEFAULT);
        private final IndexHistory index = new IndexHistory();
        private final List<byte[]> given = new ArrayList<>();
        private final List<IndexPartial> partials = new ArrayList<>();
        private long watermark = Long.MIN_VALUE;

        static Run anew() {
            Run run = new Run();
            for (int id = 0; id < INSTRUMENTS; id++) {
                run.partition.add(new Instrument(id, "S" + id, 2, 0, 1, 1, 0));
            }
            return run;
        }

        static Run restored(byte[] checkpoint) {
            Run run = new Run();
            run.watermark = StateCheckpoint.restore(checkpoint, run.partition, run.index);
            return run;
        }

        void apply(TickBatch ticks) {
            BatchHeader header = ticks.header();
            watermark = Math.max(watermark, header.watermark());
            BatchHeader own = new BatchHeader(0, 9, header.sequence(), watermark, header.ingestedNanos(), 0);
            given.add(BatchCodec.encode(partition.apply(ticks).batch(own)));
            partials.addAll(index.passed(partition, watermark, 0));
        }

        byte[] checkpoint() {
            return checkpoint(Integer.MAX_VALUE);
        }

        byte[] checkpoint(int step) {
            StateCheckpoint checkpoint = new StateCheckpoint(partition, watermark, index);
            boolean written = checkpoint.step(step);
            while (!written) {
                written = checkpoint.step(step);
            }
            return checkpoint.bytes();
        }
    }

    @Property(tries = 60)
    void restoredAtAnyPointAndFedTheRestItGivesTheSameBytes(
            @ForAll @IntRange(min = 0, max = BATCHES) int point, @ForAll long seed) {
        List<TickBatch> ticks = ticks(seed);
        Run original = Run.anew();
        ticks.subList(0, point).forEach(original::apply);
        int partialsBefore = original.partials.size();
        Run successor = Run.restored(original.checkpoint());
        for (TickBatch batch : ticks.subList(point, BATCHES)) {
            original.apply(batch);
            successor.apply(batch);
        }

        assertThat(successor.given)
                .usingElementComparator(Arrays::compare)
                .isEqualTo(original.given.subList(point, BATCHES));
        assertThat(successor.partials).isEqualTo(original.partials.subList(partialsBefore, original.partials.size()));
        assertThat(successor.index.kept()).isEqualTo(original.index.kept());
        assertThat(successor.checkpoint()).isEqualTo(original.checkpoint());
    }

    @Test
    void writtenInSmallStepsItIsTheSame() {
        Run run = Run.anew();
        ticks(42).forEach(run::apply);
        assertThat(run.checkpoint(1)).isEqualTo(run.checkpoint());
    }

    @Test
    void theStatesAloneAsTheFormBeforeHadThemAreReadStill() {
        Run run = Run.anew();
        ticks(42).forEach(run::apply);
        Run successor = Run.restored(PartitionSnapshot.write(run.partition));
        assertThat(successor.watermark).isEqualTo(Long.MIN_VALUE);
        assertThat(PartitionSnapshot.write(successor.partition)).isEqualTo(PartitionSnapshot.write(run.partition));
    }

    /** B5: the bytes in {@code formats/1} stay there; a later form is tested beside them. */
    @Test
    void whatTheFirstVersionKeptIsReadAndGoneOnWith() throws IOException {
        List<TickBatch> ticks = ticks(42);
        Run original = Run.anew();
        ticks.subList(0, FIRST_BATCHES).forEach(original::apply);
        Run successor = Run.restored(first("checkpoint"));
        assertThat(original.checkpoint()).isEqualTo(first("checkpoint"));
        original.given.clear();
        for (TickBatch batch : ticks.subList(FIRST_BATCHES, BATCHES)) {
            original.apply(batch);
            successor.apply(batch);
        }
        assertThat(successor.given).usingElementComparator(Arrays::compare).isEqualTo(original.given);
        Run alone = Run.restored(first("states"));
        assertThat(PartitionSnapshot.write(alone.partition)).isEqualTo(first("states"));
    }

    private static byte[] first(String name) throws IOException {
        try (InputStream in = StateCheckpointTest.class.getResourceAsStream("/formats/1/" + name + ".bin.gz")) {
            return new GZIPInputStream(Objects.requireNonNull(in, name)).readAllBytes();
        }
    }

    @Test
    void anotherVersionIsRefusedWithTheReason() {
        byte[] later = Run.anew().checkpoint();
        later[4] = 2;
        assertThatThrownBy(() -> Run.restored(later))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("checkpoint version 2 is not known; known is 1");
    }

    static List<TickBatch> ticks(long seed) {
        Random random = new Random(seed);
        long[] sequences = new long[INSTRUMENTS];
        long time = START;
        List<TickBatch> batches = new ArrayList<>();
        for (int number = 1; number <= BATCHES; number++) {
            time += random.nextInt(20_000);
            int size = random.nextInt(12);
            TickBatchBuilder builder = new TickBatchBuilder(12);
            for (int i = 0; i < size; i++) {
                int instrument = random.nextInt(INSTRUMENTS);
                long late = random.nextInt(8) == 0 ? random.nextInt(7_000) : 0;
                builder.add(
                        instrument,
                        ++sequences[instrument],
                        time - late,
                        10_000 + random.nextInt(-50, 51),
                        1 + random.nextInt(100),
                        number);
            }
            batches.add(builder.build(new BatchHeader(0, 1 + number / 20, number, time - 5_000, number, 0)));
        }
        return batches;
    }
}
