package dev.bourse.shared.cluster;

import com.hazelcast.core.EntryAdapter;
import com.hazelcast.core.EntryEvent;
import com.hazelcast.multimap.MultiMap;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who listens at the addresses of the event bus that this process sends to. What an address has is looked up once;
 * after that its changes are heard with what they change, and processes that are gone are left out without a look. Safe
 * for all threads.
 */
final class Subscriptions extends EntryAdapter<String, HazelcastRegistrationInfo> {
    /** What so many others before it have left is tidied up by now. */
    private static final int MOST_GONE = 1_000;

    private final MultiMap<String, HazelcastRegistrationInfo> map;
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Set<RegistrationInfo>> own = new HashMap<>();
    private final LinkedHashSet<String> gone = new LinkedHashSet<>();
    private RegistrationListener listener = new RegistrationListener() {};
    private @Nullable UUID registration;

    /** What is known of an address. */
    private static final class Known {
        private Set<RegistrationInfo> registrations = new LinkedHashSet<>();
        private int lookUps;
        private long changes;
        private boolean settled;
    }

    Subscriptions(MultiMap<String, HazelcastRegistrationInfo> map) {
        this.map = map;
    }

    /** Hears of each change of an address that it wants updates for. */
    synchronized void listener(RegistrationListener of) {
        listener = of;
    }

    void start() {
        registration = map.addEntryListener(this, true);
    }

    void stop() {
        if (registration != null) {
            map.removeEntryListener(registration);
        }
    }

    /** An address is about to be looked up; gives how often it has changed. */
    synchronized long lookUp(String address) {
        Known entry = known.computeIfAbsent(address, unknown -> new Known());
        entry.lookUps++;
        return entry.changes;
    }

    synchronized void notFound(String address) {
        ended(address, known.computeIfAbsent(address, unknown -> new Known()));
    }

    /**
     * That is what the address had; empty where it has changed since, and must be looked up again.
     *
     * @param changes what {@link #lookUp} gave
     */
    synchronized Optional<List<RegistrationInfo>> found(
            String address, long changes, Collection<RegistrationInfo> registrations) {
        Known entry = known.computeIfAbsent(address, unknown -> new Known());
        boolean right = entry.changes == changes;
        if (right) {
            entry.registrations = new LinkedHashSet<>(registrations);
            entry.settled = true;
        }
        List<RegistrationInfo> live = live(entry);
        ended(address, entry);
        return right ? Optional.of(live) : Optional.empty();
    }

    private void ended(String address, Known entry) {
        entry.lookUps--;
        forgetEmpty(address, entry);
    }

    /** As the bus does. */
    private void forgetEmpty(String address, Known entry) {
        if (entry.lookUps <= 0 && (!entry.settled || live(entry).isEmpty())) {
            known.remove(address);
        }
    }

    /** This process listens at an address, also where that is not to be known to others. */
    synchronized void ownAdded(String address, RegistrationInfo info) {
        if (info.localOnly()) {
            change(address, registrations -> registrations.add(info));
        } else {
            own.computeIfAbsent(address, first -> new HashSet<>()).add(info);
        }
    }

    synchronized void ownRemoved(String address, RegistrationInfo info) {
        if (info.localOnly()) {
            change(address, registrations -> registrations.remove(info));
        } else {
            Set<RegistrationInfo> left = own.getOrDefault(address, new HashSet<>());
            left.remove(info);
            if (left.isEmpty()) {
                own.remove(address);
            }
        }
    }

    /** Whether this process still listens there. */
    synchronized boolean isOwn(String address, RegistrationInfo info) {
        return own.getOrDefault(address, Set.of()).contains(info);
    }

    @Override
    public void entryAdded(EntryEvent<String, HazelcastRegistrationInfo> event) {
        RegistrationInfo info = event.getValue().unwrap();
        change(event.getKey(), registrations -> registrations.add(info));
    }

    @Override
    public void entryRemoved(EntryEvent<String, HazelcastRegistrationInfo> event) {
        RegistrationInfo info = event.getOldValue().unwrap();
        change(event.getKey(), registrations -> registrations.remove(info));
    }

    private interface Change {
        boolean of(Set<RegistrationInfo> registrations);
    }

    private synchronized void change(String address, Change change) {
        Known entry = known.get(address);
        if (entry != null) {
            entry.changes++;
            if (change.of(entry.registrations) && entry.settled) {
                tell(address, entry);
            }
        }
    }

    /** In the order in which it happens, so under the lock. */
    private void tell(String address, Known entry) {
        if (listener.wantsUpdatesFor(address)) {
            listener.registrationsUpdated(new RegistrationUpdateEvent(address, live(entry)));
        }
        forgetEmpty(address, entry);
    }

    private List<RegistrationInfo> live(Known entry) {
        return entry.registrations.stream()
                .filter(info -> !gone.contains(info.nodeId()))
                .toList();
    }

    /** A process has died or left: nothing is sent to it any more. */
    synchronized void gone(String node) {
        gone.add(node);
        if (gone.size() > MOST_GONE) {
            gone.removeFirst();
        }
        tellOf(Set.of(node));
    }

    /** A process has come; true where it has come back. */
    synchronized boolean came(String node) {
        boolean back = gone.remove(node);
        if (back) {
            tellOf(Set.of(node));
        }
        return back;
    }

    /** There are exactly these processes now. */
    synchronized void members(Set<String> nodes) {
        Set<String> back = new HashSet<>(gone);
        back.retainAll(nodes);
        gone.removeAll(nodes);
        tellOf(back);
    }

    private void tellOf(Set<String> nodes) {
        Map.copyOf(known).forEach((address, entry) -> {
            if (entry.settled && entry.registrations.stream().anyMatch(info -> nodes.contains(info.nodeId()))) {
                tell(address, entry);
            }
        });
    }

    /**
     * Looks at all that there is, since changes may have been lost with whoever would have told of them: writes again
     * what is missing of this process's own, and corrects what is known. Blocks.
     *
     * @param nodes the processes that there are
     * @param remove whether to remove what others have left
     */
    void tidy(Set<String> nodes, boolean remove) {
        Map<String, Long> before = changes();
        Map<String, Set<RegistrationInfo>> all = new HashMap<>();
        map.entrySet()
                .forEach(entry -> all.computeIfAbsent(entry.getKey(), first -> new LinkedHashSet<>())
                        .add(entry.getValue().unwrap()));
        all.forEach((address, registrations) -> registrations.stream()
                .filter(info -> remove && !nodes.contains(info.nodeId()))
                .forEach(info -> map.remove(address, new HazelcastRegistrationInfo(info))));
        missing(all)
                .forEach((address, registrations) -> registrations.stream()
                        .filter(info -> isOwn(address, info))
                        .forEach(info -> map.put(address, new HazelcastRegistrationInfo(info))));
        correct(before, all);
    }

    private synchronized Map<String, Long> changes() {
        Map<String, Long> changes = new HashMap<>();
        known.forEach((address, entry) -> changes.put(address, entry.changes));
        return changes;
    }

    private synchronized Map<String, Set<RegistrationInfo>> missing(Map<String, Set<RegistrationInfo>> all) {
        Map<String, Set<RegistrationInfo>> missing = new HashMap<>();
        own.forEach((address, registrations) -> {
            Set<RegistrationInfo> lacks = new HashSet<>(registrations);
            lacks.removeAll(all.getOrDefault(address, Set.of()));
            if (!lacks.isEmpty()) {
                missing.put(address, lacks);
            }
        });
        return missing;
    }

    private synchronized void correct(Map<String, Long> before, Map<String, Set<RegistrationInfo>> all) {
        before.forEach((address, changes) -> {
            Known entry = known.get(address);
            if (entry != null && entry.settled && entry.changes == changes) {
                Set<RegistrationInfo> right = new LinkedHashSet<>(all.getOrDefault(address, Set.of()));
                entry.registrations.stream().filter(RegistrationInfo::localOnly).forEach(right::add);
                right.addAll(own.getOrDefault(address, Set.of()));
                if (!right.equals(entry.registrations)) {
                    entry.registrations = right;
                    tell(address, entry);
                }
            }
        });
    }
}
