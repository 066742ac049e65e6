package dev.bourse.shared.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.Checkpoints;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Checkpoints in a Hazelcast map, an entry for each partition. */
final class HazelcastCheckpointStore implements CheckpointStore {
    /** The maps of all groups begin so; their configuration says that they hold objects. */
    static final String MAPS = "bourse.checkpoints.";

    private final Vertx vertx;
    private final IMap<Integer, Checkpoints> map;

    HazelcastCheckpointStore(Vertx vertx, HazelcastInstance hazelcast, String group) {
        this.vertx = vertx;
        this.map = hazelcast.getMap(MAPS + group);
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public Future<Checkpoints> open(int partition, long epoch) {
        return submit(partition, new KeepCheckpoint(epoch));
    }

    @Override
    public Future<Checkpoints> store(int partition, long epoch, Checkpoint checkpoint, long safe) {
        return submit(partition, new KeepCheckpoint(epoch, checkpoint, safe));
    }

    @Override
    public Future<Checkpoints> find(int partition) {
        return Future.fromCompletionStage(map.getAsync(partition), vertx.getOrCreateContext())
                .map(found -> found == null ? Checkpoints.NONE : found);
    }

    private Future<Checkpoints> submit(int partition, KeepCheckpoint keep) {
        return Repeated.call(vertx, vertx.getOrCreateContext(), () -> map.submitToKey(partition, keep))
                .compose(kept -> kept.epoch() > keep.epoch()
                        ? Future.failedFuture(new ReplayLog.Fenced(partition, keep.epoch(), kept.epoch()))
                        : Future.succeededFuture(kept));
    }
}
