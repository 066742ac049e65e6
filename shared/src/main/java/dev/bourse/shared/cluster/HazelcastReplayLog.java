package dev.bourse.shared.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import dev.bourse.shared.log.AppendResult;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.log.LogMark;
import dev.bourse.shared.log.LogSlice;
import dev.bourse.shared.log.Overflow;
import dev.bourse.shared.log.PartitionLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/**
 * Logs in a Hazelcast map, an entry for each partition. They stand there as objects, and what is done to one is sent to
 * where it stands and to its backup, so that an append costs what it appends and not what is there.
 */
final class HazelcastReplayLog implements ReplayLog {
    /** The maps of all stages begin so; their configuration says that they hold objects. */
    static final String MAPS = "bourse.log.";

    private static final int SLICE_BYTES = 1 << 20;

    private final Vertx vertx;
    private final IMap<Integer, PartitionLog> map;
    private final long mostBytes;
    private final Overflow overflow;

    HazelcastReplayLog(Vertx vertx, HazelcastInstance hazelcast, String stage, long mostBytes, Overflow overflow) {
        this.vertx = vertx;
        this.map = hazelcast.getMap(MAPS + stage);
        this.mostBytes = mostBytes;
        this.overflow = overflow;
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public long mostBytes() {
        return mostBytes;
    }

    @Override
    public Future<LogHead> open(int partition, long epoch) {
        return submit(partition, new LogProcessors.Open(epoch))
                .compose(head -> head.epoch() > epoch
                        ? Future.failedFuture(new Fenced(partition, epoch, head.epoch()))
                        : Future.succeededFuture(head));
    }

    @Override
    public Future<AppendResult> append(int partition, long epoch, List<LogEntry> entries, Optional<LogMark> mark) {
        return submit(partition, new LogProcessors.Append(epoch, entries, mark, mostBytes, overflow));
    }

    @Override
    public Future<LogSlice> read(int partition, long after) {
        return submit(partition, new LogProcessors.Read(after, SLICE_BYTES));
    }

    @Override
    public Future<LogHead> trim(int partition, long sequence) {
        return submit(partition, new LogProcessors.Trim(sequence));
    }

    @Override
    public Future<LogHead> head(int partition) {
        return submit(partition, new LogProcessors.Head());
    }

    private <R> Future<R> submit(int partition, EntryProcessor<Integer, PartitionLog, R> processor) {
        return Repeated.call(vertx, vertx.getOrCreateContext(), () -> map.submitToKey(partition, processor));
    }
}
