package dev.bourse.shared.log;

import java.util.Arrays;

/**
 * What a partition's owner knew after a batch, so that its successor can go on from there.
 *
 * @param sequence the last batch that it includes
 * @param bytes the owner's own, with a version in them
 */
@SuppressWarnings("ArrayRecordComponent") // nobody writes to the array, and equals compares what is in it
public record Checkpoint(long sequence, byte[] bytes) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that && sequence == that.sequence && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence);
    }

    @Override
    public String toString() {
        return "Checkpoint[" + sequence + ", " + bytes.length + " bytes]";
    }
}
