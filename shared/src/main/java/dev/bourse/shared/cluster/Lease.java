package dev.bourse.shared.cluster;

import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a partition of a group, and since which term. The rules of leases are here and nowhere else; Hazelcast only
 * applies them to an entry at a time, which makes them a compare-and-set.
 *
 * @param epoch grows with every change of owner. It starts from the wall clock in milliseconds, so that it still grows
 *     when the whole cluster, and the map with it, was gone in between, and so that two halves of a split cluster get
 *     different ones
 * @param owner the id of the process that holds it, empty where nobody does
 */
record Lease(long epoch, String owner) implements Serializable {
    private static final long serialVersionUID = 1L;

    static final String NOBODY = "";

    /**
     * The lease that {@code node} gets, or empty where another process, not known to be dead, holds it.
     *
     * @param current the entry now, null where there is none
     * @param dead processes that are known to have left the cluster
     * @param nowMillis the wall clock
     */
    static Optional<Lease> acquire(@Nullable Lease current, String node, Set<String> dead, long nowMillis) {
        if (current == null) {
            return Optional.of(new Lease(Math.max(1, nowMillis), node));
        }
        boolean available = current.owner.equals(NOBODY) || current.owner.equals(node) || dead.contains(current.owner);
        return available ? Optional.of(new Lease(Math.max(current.epoch + 1, nowMillis), node)) : Optional.empty();
    }

    /**
     * The lease that nobody holds after {@code node} gives back that of {@code epoch}, or empty where it has lost it
     * already.
     */
    static Optional<Lease> giveBack(@Nullable Lease current, String node, long epoch) {
        return current != null && current.isHeldBy(node, epoch)
                ? Optional.of(new Lease(epoch, NOBODY))
                : Optional.empty();
    }

    boolean isHeldBy(String node, long ofEpoch) {
        return owner.equals(node) && epoch == ofEpoch;
    }
}
