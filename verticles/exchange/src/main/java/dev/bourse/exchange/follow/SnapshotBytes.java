package dev.bourse.exchange.follow;

import dev.bourse.exchange.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;

/** A snapshot in memory, so that a model is held up by the processor alone and never by a disk. One thread. */
final class SnapshotBytes implements SnapshotWriter.BlockOutput {
    private final List<byte[]> blocks = new ArrayList<>();
    private long length;

    @Override
    public void write(byte[] block, int blockLength) {
        byte[] copy = new byte[blockLength];
        System.arraycopy(block, 0, copy, 0, blockLength);
        blocks.add(copy);
        length += blockLength;
    }

    List<byte[]> blocks() {
        return blocks;
    }

    long length() {
        return length;
    }
}
