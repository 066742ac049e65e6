package dev.bourse.shared.cluster;

import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.Checkpoints;
import io.vertx.core.Future;

/** Keeps nothing. */
final class NoCheckpointStore implements CheckpointStore {
    @Override
    public boolean keeps() {
        return false;
    }

    @Override
    public Future<Checkpoints> open(int partition, long epoch) {
        return Future.succeededFuture(Checkpoints.NONE);
    }

    @Override
    public Future<Checkpoints> store(int partition, long epoch, Checkpoint checkpoint, long safe) {
        return Future.succeededFuture(Checkpoints.NONE);
    }

    @Override
    public Future<Checkpoints> find(int partition) {
        return Future.succeededFuture(Checkpoints.NONE);
    }
}
