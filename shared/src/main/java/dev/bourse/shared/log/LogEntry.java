package dev.bourse.shared.log;

import java.util.Arrays;

/**
 * One batch in a log.
 *
 * @param sequence its number in the partition's stream: 1, 2, 3, ... over all owners
 * @param batch the batch's bytes
 * @param note what the writer's successor must know if this is the last entry, such as the positions of its feeds; may
 *     be empty
 */
@SuppressWarnings("ArrayRecordComponent") // nobody writes to the arrays, and equals compares what is in them
public record LogEntry(long sequence, byte[] batch, byte[] note) {
    private static final int OVERHEAD = 64;

    /** About what it takes in memory. */
    public int bytes() {
        return OVERHEAD + batch.length + note.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogEntry that
                && sequence == that.sequence
                && Arrays.equals(batch, that.batch)
                && Arrays.equals(note, that.note);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence);
    }

    @Override
    public String toString() {
        return "LogEntry[" + sequence + ", " + batch.length + " bytes]";
    }
}
