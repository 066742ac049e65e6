package dev.bourse.data.feed;

import com.hazelcast.map.IMap;
import dev.bourse.shared.cluster.Node;
import io.vertx.core.Future;

/**
 * How far each vendor's ticks are safe, for all data processes of the cluster: the Hazelcast map
 * {@code bourse.data.vendors}. A vendor is told nothing that does not stand here, so whichever process it talks to next
 * knows where it goes on.
 */
final class VendorLedger {
    private final Node node;
    private final String feed;
    private final IMap<String, Long> map;

    VendorLedger(Node node, String feed) {
        this.node = node;
        this.feed = feed;
        this.map = node.hazelcast().getMap("bourse.data.vendors");
    }

    /** Up to where the vendor's ticks are safe, 0 for one that nobody has met. */
    Future<Long> find(String vendor) {
        return Future.fromCompletionStage(
                        map.getAsync(key(vendor)), node.vertx().getOrCreateContext())
                .map(sequence -> sequence == null ? 0L : sequence);
    }

    /** The vendor's ticks are safe up to here; where the ledger says more already it stays. */
    Future<Void> raise(String vendor, long sequence) {
        return node.vertx().executeBlocking(() -> raiseNow(key(vendor), sequence), false);
    }

    private Void raiseNow(String key, long sequence) {
        Long before = map.get(key);
        while (before == null || before < sequence) {
            boolean written =
                    before == null ? map.putIfAbsent(key, sequence) == null : map.replace(key, before, sequence);
            if (written) {
                break;
            }
            before = map.get(key);
        }
        return null;
    }

    private String key(String vendor) {
        return feed + '/' + vendor;
    }
}
