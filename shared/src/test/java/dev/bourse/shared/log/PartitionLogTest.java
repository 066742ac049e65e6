package dev.bourse.shared.log;

import static dev.bourse.shared.log.AppendResult.Outcome.APPENDED;
import static dev.bourse.shared.log.AppendResult.Outcome.FENCED;
import static dev.bourse.shared.log.AppendResult.Outcome.FULL;
import static dev.bourse.shared.log.AppendResult.Outcome.OUT_OF_ORDER;
import static dev.bourse.shared.log.Overflow.DROP_OLDEST;
import static dev.bourse.shared.log.Overflow.REFUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A7, B3: what an owner has sent is there for whoever needs it, once, in order, whoever wrote it, and bounded. */
class PartitionLogTest {
    private static final long EPOCH = 5;
    private static final long PLENTY = 1 << 20;

    private final PartitionLog log = new PartitionLog();

    @Test
    void anAppendThatIsRepeatedChangesNothing() {
        log.open(EPOCH);
        assertThat(log.append(EPOCH, entries(1, 3), PLENTY, REFUSE)).isEqualTo(result(APPENDED, 3));
        PartitionLog before = PartitionLog.of(log.toBytes());

        assertThat(log.append(EPOCH, entries(1, 3), PLENTY, REFUSE)).isEqualTo(result(APPENDED, 3));

        assertThat(log.toBytes()).isEqualTo(before.toBytes());
        assertThat(log.append(EPOCH, entries(2, 5), PLENTY, REFUSE)).isEqualTo(result(APPENDED, 5));
        assertThat(log.read(0, PLENTY)).isEqualTo(new LogSlice(1, 5, entries(1, 5)));
    }

    @Test
    void entriesAfterAGapAreRefused() {
        log.open(EPOCH);
        log.append(EPOCH, entries(1, 1), PLENTY, REFUSE);
        assertThat(log.append(EPOCH, entries(3, 4), PLENTY, REFUSE)).isEqualTo(result(OUT_OF_ORDER, 1));
    }

    @Test
    void aLogInWhichNothingWasEverBeginsWhereItsWriterBegins() {
        log.open(EPOCH);
        assertThat(log.append(EPOCH, entries(7, 8), PLENTY, REFUSE))
                .isEqualTo(new AppendResult(APPENDED, 8, bytes(7, 8)));
        assertThat(log.read(0, PLENTY)).isEqualTo(new LogSlice(7, 8, entries(7, 8)));
    }

    @Test
    void aLogThatIsGoneWithAllOfItsCopiesGoesOnWhereItsWriterIs() {
        PartitionLog gone = new PartitionLog();

        assertThat(gone.append(EPOCH, entries(7, 8), PLENTY, REFUSE))
                .isEqualTo(new AppendResult(APPENDED, 8, bytes(7, 8)));

        assertThat(gone.read(0, PLENTY)).isEqualTo(new LogSlice(7, 8, entries(7, 8)));
        assertThat(gone.append(EPOCH, entries(10, 10), PLENTY, REFUSE))
                .isEqualTo(new AppendResult(OUT_OF_ORDER, 8, bytes(7, 8)));
        assertThat(gone.append(EPOCH - 1, entries(9, 9), PLENTY, REFUSE))
                .isEqualTo(new AppendResult(FENCED, 8, bytes(7, 8)));
    }

    @Test
    void nothingOfAnOwnerThatWasSucceededEnters() {
        log.open(EPOCH);
        log.append(EPOCH, entries(1, 2), PLENTY, REFUSE);
        log.open(EPOCH + 1);

        assertThat(log.append(EPOCH, entries(3, 3), PLENTY, REFUSE)).isEqualTo(result(FENCED, 2));
        log.mark(EPOCH, new LogMark(2, new byte[] {1}));
        log.open(EPOCH);

        assertThat(log.head()).isEqualTo(new LogHead(EPOCH + 1, 1, 2, bytes(1, 2), LogMark.NONE, note(2)));
        assertThat(log.append(EPOCH + 1, entries(3, 3), PLENTY, REFUSE)).isEqualTo(result(APPENDED, 3));
    }

    @Test
    void aFullLogRefusesUntilItIsTrimmed() {
        log.open(EPOCH);
        long most = bytes(1, 2);
        assertThat(log.append(EPOCH, entries(1, 3), most, REFUSE)).isEqualTo(new AppendResult(FULL, 2, most));
        log.trim(1);
        assertThat(log.append(EPOCH, entries(3, 3), most, REFUSE))
                .as("there is no mark yet, so a successor needs all")
                .isEqualTo(new AppendResult(FULL, 2, most));

        log.mark(EPOCH, new LogMark(1, new byte[0]));
        log.trim(2);

        assertThat(log.append(EPOCH, entries(3, 3), most, REFUSE).outcome()).isEqualTo(APPENDED);
        assertThat(log.read(0, PLENTY)).isEqualTo(new LogSlice(2, 3, entries(2, 3)));
        assertThat(log.read(0, PLENTY).missing(0)).isEqualTo(1);
        assertThat(log.read(1, PLENTY).missing(1)).isZero();
    }

    @Test
    void aLogOfTheNewestForgetsTheOldest() {
        log.open(EPOCH);
        assertThat(log.append(EPOCH, entries(1, 5), bytes(3, 4), DROP_OLDEST).outcome())
                .isEqualTo(APPENDED);
        assertThat(log.read(0, PLENTY)).isEqualTo(new LogSlice(4, 5, entries(4, 5)));
    }

    @Test
    void aReadGivesWhatItMayAndOneEntryAtLeast() {
        log.open(EPOCH);
        log.append(EPOCH, entries(1, 5), PLENTY, REFUSE);
        assertThat(log.read(1, bytes(2, 3))).isEqualTo(new LogSlice(1, 5, entries(2, 3)));
        assertThat(log.read(3, 1)).isEqualTo(new LogSlice(1, 5, entries(4, 4)));
        assertThat(log.read(5, PLENTY)).isEqualTo(new LogSlice(1, 5, List.of()));
    }

    @Test
    void aLogOfAnotherVersionOrCutShortIsRefused() {
        log.open(EPOCH);
        log.append(EPOCH, entries(1, 2), PLENTY, REFUSE);
        byte[] bytes = log.toBytes();
        assertThatThrownBy(() -> PartitionLog.of(Arrays.copyOf(bytes, bytes.length - 1)))
                .hasMessage("a log of " + (bytes.length - 1) + " bytes is cut short");
        bytes[0] = 9;
        assertThatThrownBy(() -> PartitionLog.of(bytes)).hasMessage("log version 9 is not known; known is 1");
    }

    /** Two writers, of which the first does not know that it was succeeded; answers are lost and calls repeated. */
    @Property
    void readersSeeOneStreamWithoutGapsWhateverIsRepeatedTrimmedOrMoved(@ForAll long seed) {
        Random random = new Random(seed);
        PartitionLog moving = new PartitionLog();
        moving.open(1);
        List<Long> read = new ArrayList<>();
        long epoch = 1;
        long sent = 0;
        for (int step = 0; step < 300; step++) {
            switch (random.nextInt(7)) {
                case 0 -> moving.open(++epoch);
                case 1 ->
                    assertThat(moving.append(epoch - 1, entries(sent + 1, sent + 1), PLENTY, REFUSE)
                                    .outcome())
                            .isEqualTo(FENCED);
                case 2 -> moving.trim(read.size());
                case 3 -> moving.mark(epoch, new LogMark(random.nextLong(sent + 1), new byte[3]));
                case 4 -> moving = PartitionLog.of(moving.toBytes());
                case 5 -> {
                    LogSlice slice = moving.read(read.size(), 1 + random.nextInt(1_000));
                    assertThat(slice.missing(read.size())).isZero();
                    slice.entries().forEach(entry -> read.add(entry.sequence()));
                }
                default -> {
                    long first = Math.max(1, sent - random.nextInt(3));
                    long last = sent + random.nextInt(4);
                    sent = moving.append(epoch, entries(first, last), 3_000, REFUSE)
                            .last();
                }
            }
        }
        assertThat(read)
                .isEqualTo(LongStream.rangeClosed(1, read.size()).boxed().toList());
        assertThat(moving.head().bytes())
                .isEqualTo(bytes(moving.head().first(), moving.head().last()));
    }

    private static List<LogEntry> entries(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> new LogEntry(sequence, new byte[50], note(sequence)))
                .toList();
    }

    private static byte[] note(long sequence) {
        return new byte[] {(byte) sequence};
    }

    private static long bytes(long first, long last) {
        return entries(first, last).stream().mapToLong(LogEntry::bytes).sum();
    }

    private static AppendResult result(AppendResult.Outcome outcome, long last) {
        return new AppendResult(outcome, last, bytes(1, last));
    }
}
