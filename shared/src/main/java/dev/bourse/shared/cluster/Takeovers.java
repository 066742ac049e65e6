package dev.bourse.shared.cluster;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What this process took over from others that died, of each group the last. Safe for all threads. */
final class Takeovers {
    private static final int MOST_GONE = 100;

    private final Map<String, Lease> leases;
    private final Supplier<Set<String>> dead;
    private final Map<String, Takeover> last = new HashMap<>();
    private final Map<String, Takeover> said = new HashMap<>();
    private final LinkedHashMap<String, Gone> gone = new LinkedHashMap<>();

    private record Gone(String name, long millis) {}

    /**
     * @param leases by group and partition, as they are known here
     * @param dead the processes that are known to have died
     */
    Takeovers(Map<String, Lease> leases, Supplier<Set<String>> dead) {
        this.leases = leases;
        this.dead = dead;
    }

    /** A process is gone. */
    synchronized void gone(String node, String name, long millis) {
        gone.put(node, new Gone(name, millis));
        if (gone.size() > MOST_GONE) {
            gone.pollFirstEntry();
        }
    }

    /** The dead process that still holds a lease, where one does. */
    Optional<String> deadOwner(String key) {
        return Optional.ofNullable(leases.get(key)).map(Lease::owner).filter(dead.get()::contains);
    }

    /** A partition of that process is at work here. */
    synchronized void taken(String group, String owner, long millis) {
        Gone from = gone.get(owner);
        if (from == null) {
            return;
        }
        Takeover before = last.get(group);
        int partitions = before != null && before.from().equals(from.name()) && before.beganMillis() == from.millis()
                ? before.partitions() + 1
                : 1;
        last.put(group, new Takeover(from.name(), partitions, from.millis(), millis));
    }

    /** What is to be told of a group's last takeover: nothing where it was told, or where there was none. */
    synchronized String said(String group) {
        Takeover takeover = last.get(group);
        if (takeover == null || takeover.equals(said.put(group, takeover))) {
            return "";
        }
        return ", " + takeover.partitions() + " of them taken over from " + takeover.from() + " within "
                + takeover.millis() + " ms";
    }

    synchronized Map<String, Takeover> last() {
        return Map.copyOf(last);
    }
}
