package dev.bourse.exchange.follow;

import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * The last output that a model has, by which a snapshot of the model is known to belong to an exchange's outputs: all
 * nodes give the same bytes under the same number, and another exchange does not. One thread.
 */
public final class LastOutput {
    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(256);
    private long number;
    private int length;

    /** The model has this output now. */
    public void take(long outputNumber, DirectBuffer buffer, int offset, int outputLength) {
        bytes.putBytes(0, buffer, offset, outputLength);
        number = outputNumber;
        length = outputLength;
    }

    /** Its number; 0 before the first. */
    public long number() {
        return number;
    }

    /** A checksum of its bytes. */
    public long checksum() {
        return checksum(bytes, 0, length);
    }

    static long checksum(DirectBuffer buffer, int offset, int length) {
        byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        CRC32C crc = new CRC32C();
        crc.update(copy);
        return ((long) length << Integer.SIZE) | crc.getValue();
    }
}
