package dev.bourse.exchange.snapshot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Turns the numbers of a state into blocks of bytes, each with its length and checksum, for a file or a log. In front
 * stand a magic word and the version of the form; behind the last block a block of length 0 with the count and the hash
 * of all numbers, so that a snapshot that ends early is told from a whole one. Numbers are variable-length: small ones
 * take a byte. One thread.
 */
public final class SnapshotWriter implements StateWriter {
    /** The first eight bytes of a snapshot. */
    static final long MAGIC = 0x4E_53_45_53_52_55_4F_42L;
    /** Of the blocks' form; what stands in them has a version of its own. */
    static final int VERSION = 1;
    /** The most bytes in a block, its length and checksum left out. */
    static final int BLOCK = 1 << 16;

    static final int BLOCK_HEADER = 2 * Integer.BYTES;
    private static final int LONGEST_NUMBER = 10;

    private final BlockOutput out;
    private final StateHash hash = new StateHash();
    private final CRC32C checksum = new CRC32C();
    private final byte[] bytes = new byte[BLOCK_HEADER + BLOCK];
    private final ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private int end = BLOCK_HEADER;
    private long count;

    /** Takes the blocks of a snapshot, in order. */
    @FunctionalInterface
    public interface BlockOutput {
        /** Takes the first {@code length} bytes; they are overwritten after the call. */
        void write(byte[] block, int length);
    }

    /** Begins a snapshot: its first words go out at once. */
    public SnapshotWriter(BlockOutput out) {
        this.out = out;
        view.putLong(0, MAGIC).putInt(Long.BYTES, VERSION);
        out.write(bytes, Long.BYTES + Integer.BYTES);
    }

    @Override
    public void putLong(long value) {
        hash.putLong(value);
        count++;
        if (end > bytes.length - LONGEST_NUMBER) {
            flush();
        }
        // Zigzag: numbers near zero are short whatever their sign.
        long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
        while ((rest & ~0x7FL) != 0) {
            bytes[end++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[end++] = (byte) rest;
    }

    /** Writes what is left and the end. */
    public void finish() {
        if (end > BLOCK_HEADER) {
            flush();
        }
        view.putInt(0, 0).putInt(Integer.BYTES, 0);
        view.putLong(BLOCK_HEADER, count).putLong(BLOCK_HEADER + Long.BYTES, hash.value());
        out.write(bytes, BLOCK_HEADER + 2 * Long.BYTES);
    }

    private void flush() {
        int length = end - BLOCK_HEADER;
        checksum.reset();
        checksum.update(bytes, BLOCK_HEADER, length);
        view.putInt(0, length).putInt(Integer.BYTES, (int) checksum.getValue());
        out.write(bytes, end);
        end = BLOCK_HEADER;
    }
}
