package dev.bourse.shared.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which processes are alive and which are known to be dead. A process that nobody here has seen yet is neither: it may
 * have just joined, and its lease stands until it has stayed unknown for a while. Safe for all threads.
 */
final class Roster {
    /**
     * How long an unknown process may hold a lease. The views of two members differ for milliseconds, not for seconds.
     */
    static final long UNKNOWN_MILLIS = 2_000;

    private static final int MOST_DEAD = 1_000;

    private Set<String> live = Set.of();
    private final LinkedHashSet<String> dead = new LinkedHashSet<>();
    private final Map<String, Long> unknownSince = new HashMap<>();

    /** The cluster has these members now. */
    synchronized void members(Collection<String> now) {
        Set<String> gone = new LinkedHashSet<>(live);
        gone.removeAll(now);
        live = Set.copyOf(now);
        dead.addAll(gone);
        dead.removeAll(now);
        unknownSince.keySet().removeAll(now);
        while (dead.size() > MOST_DEAD) {
            dead.removeFirst();
        }
    }

    /** This process holds a lease that was asked for; it counts as dead once it has been unknown for long enough. */
    synchronized void met(String process, long nowMillis) {
        if (live.contains(process) || dead.contains(process)) {
            return;
        }
        long since = unknownSince.computeIfAbsent(process, first -> nowMillis);
        if (nowMillis - since >= UNKNOWN_MILLIS) {
            unknownSince.remove(process);
            dead.add(process);
        }
    }

    synchronized Set<String> live() {
        return live;
    }

    synchronized Set<String> dead() {
        return Set.copyOf(dead);
    }
}
