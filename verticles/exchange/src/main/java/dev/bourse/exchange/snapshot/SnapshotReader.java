package dev.bourse.exchange.snapshot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Reads what a {@link SnapshotWriter} wrote, and tells what is wrong with it: no snapshot, another version, cut off,
 * damaged, or longer than its reader expected. One thread.
 */
public final class SnapshotReader implements StateReader {
    private final BlockInput in;
    private final StateHash hash = new StateHash();
    private final CRC32C checksum = new CRC32C();
    private final byte[] bytes = new byte[SnapshotWriter.BLOCK];
    private final ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private int at;
    private int end;
    private int blocks;
    private long count;

    /** Gives the bytes of a snapshot, in order. */
    @FunctionalInterface
    public interface BlockInput {
        /** Fills the first {@code length} bytes and gives how many there were, fewer only at the end. */
        int read(byte[] into, int length);
    }

    /**
     * Begins to read.
     *
     * @throws SnapshotException if this is no snapshot of this version
     */
    public SnapshotReader(BlockInput in) {
        this.in = in;
        fill(Long.BYTES + Integer.BYTES, "its first words");
        if (view.getLong(0) != SnapshotWriter.MAGIC) {
            throw new SnapshotException("not a snapshot: it begins with other bytes");
        }
        int version = view.getInt(Long.BYTES);
        if (version != SnapshotWriter.VERSION) {
            throw new SnapshotException("snapshot of version " + version + "; this reads " + SnapshotWriter.VERSION);
        }
    }

    @Override
    public long getLong() {
        long value = 0;
        int shift = 0;
        byte part;
        do {
            if (at == end) {
                nextBlock();
            }
            if (shift >= Long.SIZE) {
                throw new SnapshotException("block " + blocks + " holds a number that is too long");
            }
            part = bytes[at++];
            value |= (part & 0x7FL) << shift;
            shift += 7;
        } while (part < 0);
        long number = (value >>> 1) ^ -(value & 1);
        hash.putLong(number);
        count++;
        return number;
    }

    /**
     * Makes sure that everything was read, and that it was what was written.
     *
     * @throws SnapshotException if not
     */
    public void finish() {
        if (at != end || readHeader() != 0 || view.getInt(Integer.BYTES) != 0) {
            throw new SnapshotException("the snapshot goes on behind what was expected of it");
        }
        fill(2 * Long.BYTES, "its end");
        if (view.getLong(0) != count || view.getLong(Long.BYTES) != hash.value()) {
            throw new SnapshotException("the snapshot's numbers are not those that were written");
        }
    }

    private void nextBlock() {
        int length = readHeader();
        int expected = view.getInt(Integer.BYTES);
        if (length < 1 || length > SnapshotWriter.BLOCK) {
            throw new SnapshotException(
                    length == 0 ? "the snapshot ends early" : "block " + blocks + " has a length of " + length);
        }
        fill(length, "block " + blocks);
        checksum.reset();
        checksum.update(bytes, 0, length);
        if ((int) checksum.getValue() != expected) {
            throw new SnapshotException("block " + blocks + " is damaged: its checksum is another");
        }
        at = 0;
        end = length;
        blocks++;
    }

    private int readHeader() {
        fill(SnapshotWriter.BLOCK_HEADER, "block " + blocks);
        return view.getInt(0);
    }

    private void fill(int length, String what) {
        int read = in.read(bytes, length);
        if (read != length) {
            throw new SnapshotException("the snapshot is cut off in " + what);
        }
    }
}
