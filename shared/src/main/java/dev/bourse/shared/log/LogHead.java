package dev.bourse.shared.log;

import java.util.Arrays;

/**
 * How far a log is.
 *
 * @param epoch the term of its writer, 0 where it never had one
 * @param first the oldest entry that it holds, or the next one where it holds none
 * @param last the newest entry, 0 where there was none
 * @param bytes what its entries take
 * @param mark the newest mark
 * @param note the note of the newest entry
 */
@SuppressWarnings("ArrayRecordComponent") // nobody writes to the array, and equals compares what is in it
public record LogHead(long epoch, long first, long last, long bytes, LogMark mark, byte[] note) {

    /** How many entries it holds. */
    public long depth() {
        return last + 1 - first;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogHead that
                && epoch == that.epoch
                && first == that.first
                && last == that.last
                && bytes == that.bytes
                && mark.equals(that.mark)
                && Arrays.equals(note, that.note);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(epoch) * 31 + Long.hashCode(last);
    }

    @Override
    public String toString() {
        return "LogHead[epoch " + epoch + ", " + first + " to " + last + ", " + bytes + " bytes, " + mark + "]";
    }
}
