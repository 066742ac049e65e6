package dev.bourse.data.file;

import dev.bourse.data.format.FormatOptions;
import dev.bourse.data.format.TickFormat;
import dev.bourse.data.record.Instruments;
import dev.bourse.data.record.RejectionListener;
import java.util.Optional;

/**
 * How to read a file.
 *
 * @param format the file's format; found from its content where empty
 * @param details what the format needs to know
 * @param blocksAhead how many blocks of ticks are read ahead, 1 or more
 * @param startByte where in the file reading begins; as a {@link dev.bourse.data.record.TickBlock} of an earlier
 *     reading says it, 0 for the beginning
 * @param recordsBefore the records in front of that
 * @param rejections hears of each rejected record on the reading thread
 */
public record FileOptions(
        Optional<TickFormat> format,
        FormatOptions details,
        int blocksAhead,
        long startByte,
        long recordsBefore,
        RejectionListener rejections) {
    private static final int BLOCKS_AHEAD = 8;

    /** For the whole file. */
    public FileOptions(
            Optional<TickFormat> format, FormatOptions details, int blocksAhead, RejectionListener rejections) {
        this(format, details, blocksAhead, 0, 0, rejections);
    }

    /** Every default. */
    public static FileOptions of(Instruments instruments) {
        return new FileOptions(Optional.empty(), FormatOptions.of(instruments), BLOCKS_AHEAD, RejectionListener.NONE);
    }

    /** These options with another listener. */
    public FileOptions with(RejectionListener listener) {
        return new FileOptions(format, details, blocksAhead, startByte, recordsBefore, listener);
    }

    /** These options for a reading that begins at a byte of the file, with so many records in front of it. */
    public FileOptions from(long atByte, long afterRecords) {
        return new FileOptions(format, details, blocksAhead, atByte, afterRecords, rejections);
    }
}
