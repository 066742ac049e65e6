package dev.bourse.shared.cluster;

import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.Checkpoints;
import io.vertx.core.Future;

/**
 * The checkpoints of one group's partitions in the cluster, each with a backup in another process. Answers come on the
 * caller's context. A call that fails may be made again. Safe for all threads.
 */
public interface CheckpointStore {
    /** False where nothing is kept, since this process is alone and nobody could take over. */
    boolean keeps();

    /**
     * The owner of that term begins to write. Fails with {@link ReplayLog.Fenced} where a later one has begun already.
     *
     * @return what earlier owners left
     */
    Future<Checkpoints> open(int partition, long epoch);

    /**
     * Keeps a further one, beside the newest up to {@code safe}. Fails with {@link ReplayLog.Fenced} where a later
     * owner has begun already.
     *
     * @param safe up to where all groups that follow have what they need
     */
    Future<Checkpoints> store(int partition, long epoch, Checkpoint checkpoint, long safe);

    /** What is kept of a partition. */
    Future<Checkpoints> find(int partition);
}
