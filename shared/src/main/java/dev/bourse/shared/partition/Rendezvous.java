package dev.bourse.shared.partition;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rendezvous hashing: every process computes the same owner from the same members, and a member that joins or leaves
 * moves only the partitions that it gets or had.
 */
public final class Rendezvous {
    private Rendezvous() {}

    /** The member that should own the partition, empty where there is no member. Ties go to the lower name. */
    public static Optional<String> owner(int partition, Collection<String> members) {
        @Nullable String best = null;
        long bestWeight = 0;
        for (String member : members) {
            long weight = weight(partition, member);
            int comparison = best == null ? 1 : Long.compareUnsigned(weight, bestWeight);
            if (comparison > 0 || (comparison == 0 && best != null && member.compareTo(best) < 0)) {
                best = member;
                bestWeight = weight;
            }
        }
        return Optional.ofNullable(best);
    }

    private static long weight(int partition, String member) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < member.length(); i++) {
            hash = (hash ^ member.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash ^ mix(partition + 0x9e3779b97f4a7c15L));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
