package dev.bourse.shared.cluster;

import dev.bourse.shared.partition.Rendezvous;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What one process of a group ought to do now.
 *
 * @param acquire partitions that it should hold and does not
 * @param release partitions that it holds and another process should
 */
record OwnershipPlan(Set<Integer> acquire, Set<Integer> release) {

    /**
     * @param partitions how many there are
     * @param node the process
     * @param participants the live processes that take part in the group; where the process is not among them, it
     *     releases all
     * @param held the partitions that it holds
     */
    static OwnershipPlan of(int partitions, String node, Collection<String> participants, Set<Integer> held) {
        Set<Integer> acquire = new HashSet<>();
        Set<Integer> release = new HashSet<>();
        for (int partition = 0; partition < partitions; partition++) {
            boolean due = Rendezvous.owner(partition, participants).equals(Optional.of(node));
            if (due && !held.contains(partition)) {
                acquire.add(partition);
            } else if (!due && held.contains(partition)) {
                release.add(partition);
            }
        }
        return new OwnershipPlan(Set.copyOf(acquire), Set.copyOf(release));
    }
}
