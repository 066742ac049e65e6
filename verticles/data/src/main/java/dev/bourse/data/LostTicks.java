package dev.bourse.data;

import dev.bourse.shared.cluster.CheckpointStore;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.log.LostLog;
import io.vertx.core.Future;
import java.util.List;

/** Tells a partition's log that was never written from one that is gone with all of its copies. For any thread. */
final class LostTicks {
    private static final List<String> READERS = List.of("state", "classification");

    private final Node node;
    private final LogMetrics metrics;

    LostTicks(Node node, LogMetrics metrics) {
        this.node = node;
        this.metrics = metrics;
    }

    /** The number after which the next batch comes. */
    Future<Long> after(int partition, LogHead head) {
        if (head.last() > 0 || !node.logs().ticks().keeps()) {
            return Future.succeededFuture(head.last());
        }
        return Future.all(READERS.stream()
                        .map(group -> newest(node.logs().checkpoints(group), partition))
                        .toList())
                .map(all -> {
                    long known = all.<Long>list().stream()
                            .mapToLong(Long::longValue)
                            .max()
                            .orElse(0);
                    if (!LostLog.isGone(head, known)) {
                        return head.last();
                    }
                    long after = LostLog.beginAfter(known, node.logs().ticks().mostBytes());
                    metrics.gone(partition, known, after);
                    return after;
                });
    }

    private static Future<Long> newest(CheckpointStore checkpoints, int partition) {
        return checkpoints
                .find(partition)
                .map(found -> found.newestFirst().stream()
                        .mapToLong(Checkpoint::sequence)
                        .max()
                        .orElse(0));
    }
}
