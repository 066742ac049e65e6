package dev.bourse.data;

import com.hazelcast.map.IMap;
import dev.bourse.shared.cluster.Node;
import io.vertx.core.Future;
import java.util.Optional;

/** Where partitions' handovers lie between two owners: the Hazelcast map {@code bourse.data.handovers}. */
final class Handovers {
    private final Node node;
    private final IMap<Integer, String> map;

    Handovers(Node node) {
        this.node = node;
        this.map = node.hazelcast().getMap("bourse.data.handovers");
    }

    /** Leaves a handover for the next owner. */
    Future<Void> leave(int partition, Handover handover) {
        return Future.fromCompletionStage(
                map.setAsync(partition, handover.toJson()), node.vertx().getOrCreateContext());
    }

    /** Takes what the owner before left, once: after a crash an old one must not be taken for the newest. */
    Future<Optional<Handover>> take(int partition) {
        return Future.fromCompletionStage(
                        map.removeAsync(partition), node.vertx().getOrCreateContext())
                .map(text -> Optional.ofNullable(text).map(Handover::fromJson));
    }
}
