package dev.bourse.data.resume;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is kept beside the log now and then: the instruments' sequences after a batch, so that a successor need not read
 * all batches for them. Not for keeping: the array is not copied.
 *
 * @param sequences the last sequence of each instrument, by its place in the partition
 */
@SuppressWarnings("ArrayRecordComponent") // nobody writes to the array, and equals compares what is in it
public record PartitionMark(long[] sequences) {
    /** The version that this code writes, and the only one that it reads. */
    public static final byte VERSION = 1;

    /** Its bytes: the version, how many sequences, then these. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(1 + Integer.BYTES + sequences.length * Long.BYTES);
        out.put(VERSION).putInt(sequences.length);
        out.asLongBuffer().put(sequences);
        return out.array();
    }

    /**
     * What {@link #toBytes} has written; nothing at all is a mark without sequences.
     *
     * @throws IllegalArgumentException if the bytes are of another version or damaged
     */
    public static PartitionMark of(byte[] written) {
        if (written.length == 0) {
            return new PartitionMark(new long[0]);
        }
        ByteBuffer in = ByteBuffer.wrap(written);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("mark version " + version + " is not known; known is " + VERSION);
        }
        try {
            int count = in.getInt();
            if (count < 0 || in.remaining() != (long) count * Long.BYTES) {
                throw new IllegalArgumentException(
                        "a mark of " + written.length + " bytes does not hold " + count + " sequences");
            }
            long[] sequences = new long[count];
            in.asLongBuffer().get(sequences);
            return new PartitionMark(sequences);
        } catch (BufferUnderflowException cut) {
            throw new IllegalArgumentException("a mark of " + written.length + " bytes is cut short", cut);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartitionMark that && Arrays.equals(sequences, that.sequences);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sequences);
    }

    @Override
    public String toString() {
        return "PartitionMark" + Arrays.toString(sequences);
    }
}
