package dev.bourse.shared.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A partition owner that writes down what it is told, and counts partitions that two owners hold at once within one
 * journal.
 */
final class RecordingOwner implements PartitionOwner {
    private final String name;
    private final Journal journal;

    /** What all owners of a test were told, in the order in which it happened. */
    static final class Journal {
        private final Map<Integer, String> owners = new ConcurrentHashMap<>();
        private final List<String> overlaps = new ArrayList<>();
        private final List<String> repeatedEpochs = new ArrayList<>();
        private final Map<Integer, Long> epochs = new ConcurrentHashMap<>();

        synchronized void acquired(String owner, int partition, long epoch) {
            String before = owners.put(partition, owner);
            if (before != null) {
                overlaps.add(partition + ": " + owner + " while " + before);
            }
            Long last = epochs.put(partition, epoch);
            if (last != null && last >= epoch) {
                repeatedEpochs.add(partition + ": " + epoch + " after " + last);
            }
        }

        synchronized void released(String owner, int partition) {
            owners.remove(partition, owner);
        }

        /** A killed process holds nothing any more. */
        synchronized void killed(String owner) {
            owners.values().removeIf(owner::equals);
        }

        synchronized List<String> violations() {
            List<String> all = new ArrayList<>(overlaps);
            all.addAll(repeatedEpochs);
            return all;
        }

        Map<Integer, String> owners() {
            return Map.copyOf(owners);
        }
    }

    RecordingOwner(String name, Journal journal) {
        this.name = name;
        this.journal = journal;
    }

    @Override
    public Future<Void> acquire(int partition, long epoch) {
        journal.acquired(name, partition, epoch);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> release(int partition) {
        Promise<Void> drained = Promise.promise();
        Vertx.currentContext().runOnContext(later -> {
            journal.released(name, partition);
            drained.complete();
        });
        return drained.future();
    }
}
