package dev.bourse.shared.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.Checkpoints;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens checkpoints for an owner, or adds one, where they stand and in the backup. */
final class KeepCheckpoint extends LogProcessors.Processor<Checkpoints, Checkpoints> {
    static final int ID = 6;
    private static final long serialVersionUID = 1L;
    private long epoch;
    private transient Optional<Checkpoint> checkpoint = Optional.empty();
    private long safe;

    /** Opens them. */
    KeepCheckpoint(long epoch) {
        this.epoch = epoch;
    }

    /** Adds one, as {@link Checkpoints#add} says. */
    KeepCheckpoint(long epoch, Checkpoint checkpoint, long safe) {
        this.epoch = epoch;
        this.checkpoint = Optional.of(checkpoint);
        this.safe = safe;
    }

    long epoch() {
        return epoch;
    }

    @Override
    public Checkpoints process(Map.Entry<Integer, Checkpoints> entry) {
        Checkpoints found = entry.getValue();
        Checkpoints before = found == null ? Checkpoints.NONE : found;
        Optional<Checkpoints> after =
                checkpoint.isPresent() ? before.add(epoch, checkpoint.get(), safe) : before.open(epoch);
        after.ifPresent(entry::setValue);
        Checkpoints now = after.orElse(before);
        // Who stores knows what it stored; only who opens needs it back.
        return checkpoint.isPresent() ? new Checkpoints(now.epoch(), List.of()) : now;
    }

    @Override
    void write(ObjectDataOutput out) throws IOException {
        out.writeLong(epoch);
        out.writeBoolean(checkpoint.isPresent());
        if (checkpoint.isPresent()) {
            LogForms.writeCheckpoint(out, checkpoint.get());
            out.writeLong(safe);
        }
    }

    @Override
    void read(ObjectDataInput in) throws IOException {
        epoch = in.readLong();
        if (in.readBoolean()) {
            checkpoint = Optional.of(LogForms.readCheckpoint(in));
            safe = in.readLong();
        }
    }

    @Override
    public int getClassId() {
        return ID;
    }
}
