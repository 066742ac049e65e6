package dev.bourse.classification.checkpoint;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Stands beside each batch of signals in the log: up to which batch of states the log has all signals. A successor
 * judges some batches again, and knows by this what is in the log already.
 *
 * @param cheap for the engines that judge at once
 * @param heavy for those that take long
 */
public record SignalNote(long cheap, long heavy) {
    /** The version that this code writes, and the only one that it reads. */
    public static final byte VERSION = 1;

    /** The note of a log without signals. */
    public static final SignalNote NONE = new SignalNote(0, 0);

    /** The note's bytes: the version, then both numbers. */
    public byte[] bytes() {
        return ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put(VERSION)
                .putLong(cheap)
                .putLong(heavy)
                .array();
    }

    /**
     * What {@link #bytes} has written; no bytes are {@link #NONE}.
     *
     * @throws IllegalArgumentException if the bytes are of another version or cut short
     */
    public static SignalNote of(byte[] written) {
        if (written.length == 0) {
            return NONE;
        }
        ByteBuffer in = ByteBuffer.wrap(written);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("note version " + version + " is not known; known is " + VERSION);
        }
        try {
            return new SignalNote(in.getLong(), in.getLong());
        } catch (BufferUnderflowException truncated) {
            throw new IllegalArgumentException("a note of " + written.length + " bytes is cut short", truncated);
        }
    }
}
