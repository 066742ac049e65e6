package dev.bourse.shared.cluster;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryRemovedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import com.hazelcast.map.listener.MapListener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A local copy of a small Hazelcast map that follows its changes, so that reading never waits. It loads the map once,
 * then hears of each change; {@link #reload} makes it whole again after changes may have been missed (a split, a lost
 * member). Safe for all threads.
 */
final class MapMirror<K, V> {
    private final Vertx vertx;
    private final IMap<K, V> map;
    private final Listener<K, V> listener;
    private final Map<K, V> entries = new ConcurrentHashMap<>();
    /** One load at a time: each counts the changes that come meanwhile as newer than what it loads. */
    private final ReentrantLock loading = new ReentrantLock();

    private @Nullable Set<K> changedWhileLoading;
    private @Nullable UUID registration;

    /** Hears of each change of the copy, one after the other, on the thread that makes it. */
    @FunctionalInterface
    interface Listener<K, V> {
        void changed(K key, @Nullable V before, @Nullable V after);
    }

    MapMirror(Vertx vertx, IMap<K, V> map, Listener<K, V> listener) {
        this.vertx = vertx;
        this.map = map;
        this.listener = listener;
    }

    /** Starts to follow; completes when the copy is whole. */
    Future<Void> start() {
        return vertx.executeBlocking(
                () -> {
                    registration = map.addEntryListener(new Events(), true);
                    load();
                    return null;
                },
                false);
    }

    /** Loads the map again; completes when the copy is whole. */
    Future<Void> reload() {
        return vertx.executeBlocking(
                () -> {
                    load();
                    return null;
                },
                false);
    }

    /** Follows no more. */
    Future<Void> stop() {
        return vertx.executeBlocking(
                () -> {
                    if (registration != null) {
                        map.removeEntryListener(registration);
                    }
                    return null;
                },
                false);
    }

    /** The copy: a view that moves on. */
    Map<K, V> entries() {
        return entries;
    }

    private void load() {
        loading.lock();
        try {
            loadAlone();
        } finally {
            loading.unlock();
        }
    }

    private void loadAlone() {
        synchronized (this) {
            changedWhileLoading = new HashSet<>();
        }
        Map<K, V> loaded = new HashMap<>();
        map.entrySet().forEach(entry -> loaded.put(entry.getKey(), entry.getValue()));
        synchronized (this) {
            // What changed in the meantime is known better from its event than from what was loaded.
            Set<K> changed = changedWhileLoading == null ? Set.of() : changedWhileLoading;
            changedWhileLoading = null;
            Set<K> keys = new HashSet<>(entries.keySet());
            keys.addAll(loaded.keySet());
            keys.stream().filter(key -> !changed.contains(key)).forEach(key -> put(key, loaded.get(key)));
        }
    }

    private synchronized void take(K key, @Nullable V value) {
        if (changedWhileLoading != null) {
            changedWhileLoading.add(key);
        }
        put(key, value);
    }

    private void put(K key, @Nullable V value) {
        @Nullable V before = value == null ? entries.remove(key) : entries.put(key, value);
        if (before == null ? value != null : !before.equals(value)) {
            listener.changed(key, before, value);
        }
    }

    private final class Events
            implements MapListener, EntryAddedListener<K, V>, EntryUpdatedListener<K, V>, EntryRemovedListener<K, V> {
        @Override
        public void entryAdded(EntryEvent<K, V> event) {
            take(event.getKey(), event.getValue());
        }

        @Override
        public void entryUpdated(EntryEvent<K, V> event) {
            take(event.getKey(), event.getValue());
        }

        @Override
        public void entryRemoved(EntryEvent<K, V> event) {
            take(event.getKey(), null);
        }
    }
}
