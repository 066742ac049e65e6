package dev.bourse.state.checkpoint;

import dev.bourse.state.index.IndexHistory;
import dev.bourse.state.partition.PartitionSnapshot;
import dev.bourse.state.partition.StatePartition;
import dev.bourse.state.snapshot.StateReader;
import dev.bourse.state.snapshot.StateWriter;

/**
 * All that the owner of a partition knows, as bytes: a magic number, a version, the watermark, the parts of the index,
 * then the states. Written in steps, between which nothing may change it.
 */
public final class StateCheckpoint {
    /** The version that this code writes. It reads this one, and the states alone, which came before it. */
    public static final int VERSION = 1;

    private static final int MAGIC = 0x424f5343;

    private final StateWriter out = new StateWriter();
    private final PartitionSnapshot.Steps states;

    /** Begins to write what is there now. */
    public StateCheckpoint(StatePartition partition, long watermark, IndexHistory index) {
        out.putInt(MAGIC);
        out.putInt(VERSION);
        out.putLong(watermark);
        index.write(out);
        states = PartitionSnapshot.steps(partition, out);
    }

    /** Writes some more, about so many bytes; true when all is written. */
    public boolean step(int bytes) {
        return states.step(bytes);
    }

    /** What was written. */
    public byte[] bytes() {
        return out.toByteArray();
    }

    /**
     * Fills an empty partition and an empty history with what was written of others, and gives the watermark, which is
     * {@link Long#MIN_VALUE} where the bytes are of the form before this one.
     *
     * @throws IllegalArgumentException if the bytes are of another version, partition or rules, or damaged; then
     *     neither is to be used
     */
    public static long restore(byte[] bytes, StatePartition partition, IndexHistory index) {
        StateReader in = new StateReader(bytes);
        if (in.getInt() != MAGIC) {
            PartitionSnapshot.restore(bytes, partition);
            return Long.MIN_VALUE;
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw new IllegalArgumentException("checkpoint version " + version + " is not known; known is " + VERSION);
        }
        long watermark = in.getLong();
        index.read(in);
        PartitionSnapshot.restore(in, partition);
        return watermark;
    }
}
