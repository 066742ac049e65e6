package dev.bourse.classification.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.classification.checkpoint.ClassificationCheckpoint.EngineMark;
import dev.bourse.classification.partition.ClassificationPartition;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A4, A7 (7): what a successor is told of classes and signals. */
class ClassificationCheckpointTest {
    private static final int UNMET = ClassificationPartition.UNMET;
    private static final EngineMark RANGE = new EngineMark("range", "1", "aa");
    private static final EngineMark GATE = new EngineMark("gate", "2", "bb");
    private static final ClassificationCheckpoint CHECKPOINT = new ClassificationCheckpoint(
            1_700_000_000_000L,
            List.of(RANGE, GATE),
            new TreeMap<>(Map.of(3, new int[] {2, -1}, 67, new int[] {0, 1})),
            0x1234);

    /** As the first version wrote it: magic number, version, watermark, engines, classes. */
    private static final String FIRST_VERSION = "424f434c" + "00000001" + "0000018bcfe56800" + "00000002"
            + "0000000572616e6765" + "0000000131" + "000000026161"
            + "0000000467617465" + "0000000132" + "000000026262"
            + "00000002"
            + "00000003" + "00000002" + "ffffffff"
            + "00000043" + "00000000" + "00000001";

    private static final String SIGNALS = "0000000000001234";

    @Test
    void whatTheFirstVersionWroteIsRead() {
        assertReadAs(FIRST_VERSION, 0);
    }

    @Test
    void theNumberOfSignalsStandsAfterAllThatTheFirstVersionReads() {
        assertThat(HexFormat.of().formatHex(CHECKPOINT.bytes())).isEqualTo(FIRST_VERSION + SIGNALS);
        assertReadAs(FIRST_VERSION + SIGNALS, 0x1234);
    }

    private static void assertReadAs(String bytes, long signals) {
        ClassificationCheckpoint read =
                ClassificationCheckpoint.of(HexFormat.of().parseHex(bytes));
        assertThat(List.of(read.watermark(), read.engines(), words(read.classes()), read.signals()))
                .isEqualTo(List.of(CHECKPOINT.watermark(), CHECKPOINT.engines(), words(CHECKPOINT.classes()), signals));
    }

    @Test
    void anEngineThatIsAnotherOneHasNoClassesAndTheOthersKeepTheirs() {
        EngineMark changed = new EngineMark("range", "1", "cc");
        assertThat(words(CHECKPOINT.classesFor(List.of(GATE, changed))))
                .isEqualTo(Map.of(3, List.of(-1, UNMET), 67, List.of(1, UNMET)));
    }

    @Test
    void anInstrumentThatOnlyOneGroupOfEnginesHasMetIsUnmetByTheOther() {
        Map<Integer, int[]> joined = ClassificationCheckpoint.join(
                Map.of(1, new int[] {5}, 2, new int[] {6}), 1, Map.of(2, new int[] {7, 8}, 3, new int[] {9, 10}), 2);
        assertThat(words(joined))
                .isEqualTo(Map.of(1, List.of(5, UNMET, UNMET), 2, List.of(6, 7, 8), 3, List.of(UNMET, 9, 10)));
    }

    @Test
    void otherVersionsAndDamagedBytesAreRefusedWithTheReason() {
        byte[] later = CHECKPOINT.bytes();
        later[7] = 9;
        assertThatThrownBy(() -> ClassificationCheckpoint.of(later))
                .hasMessage("checkpoint version 9 is not known; known is 1");
        byte[] cut = Arrays.copyOf(CHECKPOINT.bytes(), 40);
        assertThatThrownBy(() -> ClassificationCheckpoint.of(cut))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a checkpoint of 40 bytes is cut short");
        assertThatThrownBy(() -> ClassificationCheckpoint.of(new byte[16]))
                .hasMessage("these are not the classes of a partition");
    }

    @Test
    void aNoteSaysUpToWhereTheLogHasAllSignals() {
        SignalNote note = new SignalNote(7, 3);
        assertThat(SignalNote.of(note.bytes())).isEqualTo(note);
        assertThat(SignalNote.of(HexFormat.of().parseHex("0100000000000000070000000000000003")))
                .isEqualTo(note);
        assertThat(SignalNote.of(new byte[0])).isEqualTo(SignalNote.NONE);
        assertThatThrownBy(() -> SignalNote.of(new byte[] {2, 0}))
                .hasMessage("note version 2 is not known; known is 1");
        assertThatThrownBy(() -> SignalNote.of(new byte[] {1, 0})).hasMessage("a note of 2 bytes is cut short");
    }

    private static Map<Integer, List<Integer>> words(Map<Integer, int[]> classes) {
        return classes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Arrays.stream(entry.getValue()).boxed().toList()));
    }
}
