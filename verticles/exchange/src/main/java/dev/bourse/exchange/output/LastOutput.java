package dev.bourse.exchange.output;

import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * The last output that a reader had, by which outputs that come over another way, or a snapshot, are known to belong to
 * the same exchange: all nodes give the same bytes under the same number, and another exchange does not. One thread.
 */
public final class LastOutput {
    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(256);
    private long number;
    private int length;

    /** This was had now. */
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

    /**
     * Makes sure that an output that comes again is the one that was had, if it has its number.
     *
     * @throws OtherExchangeException if it is another
     */
    void require(long outputNumber, DirectBuffer buffer, int offset, int outputLength) {
        if (outputNumber == number && checksum(buffer, offset, outputLength) != checksum()) {
            throw new OtherExchangeException("output " + number + " of this exchange is another than the one that was"
                    + " read before: it was started afresh, or with an older copy of its journal");
        }
    }

    /** A checksum of an output. */
    public static long checksum(DirectBuffer buffer, int offset, int length) {
        byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        CRC32C crc = new CRC32C();
        crc.update(copy);
        return ((long) length << Integer.SIZE) | crc.getValue();
    }
}
