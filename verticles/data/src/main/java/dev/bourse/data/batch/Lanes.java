package dev.bourse.data.batch;

import dev.bourse.shared.partition.Partitions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lanes of the partitions that this process owns, and which of them have something to send. Used by one thread. */
public final class Lanes {
    private final Partitions partitions;
    private final @Nullable Lane[] lanes;
    private final Set<Integer> owned = new HashSet<>();
    private final Runnable dirtyHandler;
    private final boolean[] dirty;
    private final List<Integer> dirtyList = new ArrayList<>();

    /**
     * @param dirtyHandler called when there is something to flush after there was nothing; it sees to it that
     *     {@link #flush} is called when the loop is idle
     */
    public Lanes(Partitions partitions, Runnable dirtyHandler) {
        this.partitions = partitions;
        this.lanes = new @Nullable Lane[partitions.count()];
        this.dirty = new boolean[partitions.count()];
        this.dirtyHandler = dirtyHandler;
    }

    /** The partition is owned from now on. */
    public void open(int partition, Lane lane) {
        lanes[partition] = lane;
        owned.add(partition);
    }

    /** The partition is owned no more. */
    public void close(int partition) {
        lanes[partition] = null;
        owned.remove(partition);
    }

    /** The lane of a partition, null where another process owns it. */
    public @Nullable Lane lane(int partition) {
        return lanes[partition];
    }

    /** The lane of an instrument, null where another process owns its partition. */
    public @Nullable Lane laneOf(int instrument) {
        return lanes[partitions.of(instrument)];
    }

    /** The partitions owned now. */
    public Set<Integer> owned() {
        return Set.copyOf(owned);
    }

    /** The lane of this partition has something new. */
    public void touched(int partition) {
        if (dirty[partition]) {
            return;
        }
        dirty[partition] = true;
        dirtyList.add(partition);
        if (dirtyList.size() == 1) {
            dirtyHandler.run();
        }
    }

    /** The partition of an instrument. */
    public int partitionOf(int instrument) {
        return partitions.of(instrument);
    }

    /**
     * Sends what the touched lanes hold, as far as their outlets take it; what stays goes when its outlet drains. An
     * outlet that drains meanwhile may let a feed go on at once: what that touches is for the next flush.
     */
    public void flush(long nowNanos) {
        List<Integer> touched = List.copyOf(dirtyList);
        dirtyList.clear();
        for (int partition : touched) {
            dirty[partition] = false;
            Lane lane = lanes[partition];
            if (lane != null) {
                lane.flush(nowNanos);
            }
        }
    }

    /** Sees to it that no owned partition is silent for longer than the time between two calls. */
    public void heartbeat(long nowNanos) {
        for (Lane lane : lanes) {
            if (lane != null) {
                lane.heartbeat(nowNanos);
            }
        }
    }
}
