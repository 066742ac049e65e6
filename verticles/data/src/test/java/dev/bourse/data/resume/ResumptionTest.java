package dev.bourse.data.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.log.LogMark;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.partition.Partitions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A7: a successor finds in the log where to go on")
final class ResumptionTest {
    private static final Partitions PARTITIONS = new Partitions(4);
    private static final PartitionNote NOTE =
            new PartitionNote(1_700_000_000_000L, Map.of("file", new FeedPosition(Map.of("record", 7L))));
    /** As the first release has written them: such bytes stand in the logs of running clusters. */
    private static final String NOTE_1 =
            "010000018bcfe568000001000466696c65000000010006" + "7265636f7264" + "0000000000000007";

    private static final String MARK_1 = "010000000200000000000000000000000000000005";

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static LogEntry entry(long sequence, int[] instruments, long... sequences) {
        long[] zeros = new long[sequences.length];
        TickBatch batch =
                new TickBatch(new BatchHeader(1, 3, sequence, 0, 0, 0), instruments, sequences, zeros, zeros, zeros);
        return new LogEntry(sequence, BatchCodec.encode(batch), new byte[0]);
    }

    @Test
    @DisplayName("sequences come from the mark and from the batches after it, the rest from the note")
    void resumes() {
        LogMark mark = new LogMark(10, new PartitionMark(new long[] {4, 9}).toBytes());
        Resumption resumption = new Resumption(PARTITIONS, new LogHead(3, 2, 12, 999, mark, NOTE.toBytes()));

        assertThat(resumption.complete()).isFalse();
        resumption.take(entry(10, new int[] {1}, 3));
        resumption.take(entry(11, new int[] {1, 5, 1}, 5, 10, 6));
        resumption.take(entry(12, new int[] {13}, 1));

        assertThat(resumption.complete()).isTrue();
        assertThat(resumption.sequences()).containsExactly(6, 10, 0, 1);
        assertThat(resumption.last()).isEqualTo(12);
        assertThat(resumption.watermark()).isEqualTo(NOTE.watermark());
        assertThat(resumption.position("file")).contains(new FeedPosition(Map.of("record", 7L)));
        assertThat(resumption.position("tcp")).isEmpty();
    }

    @Test
    @DisplayName("an empty log is the beginning")
    void beginning() {
        Resumption resumption = new Resumption(PARTITIONS, new LogHead(1, 1, 0, 0, LogMark.NONE, new byte[0]));

        assertThat(resumption.complete()).isTrue();
        assertThat(resumption.sequences()).isEmpty();
        assertThat(resumption.position("file")).isEmpty();
    }

    @Test
    @DisplayName("a batch that is missing, and one that holds no ticks, are faults")
    void faults() {
        Resumption resumption = new Resumption(PARTITIONS, new LogHead(3, 1, 9, 0, LogMark.NONE, NOTE.toBytes()));

        assertThatThrownBy(() -> resumption.take(entry(2, new int[] {1}, 1)))
                .hasMessage("batch 2 of the log follows 0: those between are missing");
    }

    @Test
    @DisplayName("notes and marks of version 1 are read; of an unknown version, or cut short, they are refused")
    void versions() {
        assertThat(PartitionNote.of(bytes(NOTE_1))).isEqualTo(NOTE);
        assertThat(HexFormat.of().formatHex(NOTE.toBytes())).isEqualTo(NOTE_1);
        assertThat(PartitionMark.of(bytes(MARK_1))).isEqualTo(new PartitionMark(new long[] {0, 5}));
        assertThat(HexFormat.of().formatHex(new PartitionMark(new long[] {0, 5}).toBytes()))
                .isEqualTo(MARK_1);

        assertThatThrownBy(() -> PartitionNote.of(new byte[] {2, 0}))
                .hasMessage("note version 2 is not known; known is 1");
        assertThatThrownBy(() -> PartitionMark.of(new byte[] {9}))
                .hasMessage("mark version 9 is not known; known is 1");
        byte[] whole = bytes(NOTE_1);
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PartitionNote.of(cut)).hasMessageContaining("is cut short");
        }
        assertThatThrownBy(() -> PartitionMark.of(Arrays.copyOf(bytes(MARK_1), 12)))
                .hasMessage("a mark of 12 bytes does not hold 2 sequences");
    }

    @Test
    @DisplayName("a mark is due with the first batch, after 256 batches, after a second and after an eighth of the log")
    void marks() {
        MarkSchedule schedule = new MarkSchedule(80_000);
        long start = 5_000_000_000L;

        assertThat(schedule.due(start, 1)).isTrue();
        for (int batch = 1; batch < 256; batch++) {
            assertThat(schedule.due(start, 1)).isFalse();
        }
        assertThat(schedule.due(start, 1)).isTrue();
        assertThat(schedule.due(start + 999_999_999, 1)).isFalse();
        assertThat(schedule.due(start + 1_000_000_000, 1)).isTrue();
        assertThat(schedule.due(start + 1_000_000_000, 9_999)).isFalse();
        assertThat(schedule.due(start + 1_000_000_000, 1)).isTrue();
    }
}
