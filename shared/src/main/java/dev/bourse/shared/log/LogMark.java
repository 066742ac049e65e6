package dev.bourse.shared.log;

import java.util.Arrays;

/**
 * What a writer's successor must know beside the entries after {@code sequence}. A log keeps the newest, and forgets no
 * entry after it.
 *
 * @param sequence the last entry that it includes
 * @param bytes the writer's own
 */
@SuppressWarnings("ArrayRecordComponent") // nobody writes to the array, and equals compares what is in it
public record LogMark(long sequence, byte[] bytes) {
    /** The mark of an empty log. */
    public static final LogMark NONE = new LogMark(0, new byte[0]);

    @Override
    public boolean equals(Object other) {
        return other instanceof LogMark that && sequence == that.sequence && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence);
    }

    @Override
    public String toString() {
        return "LogMark[" + sequence + ", " + bytes.length + " bytes]";
    }
}
