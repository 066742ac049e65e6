package dev.bourse.shared.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.map.IMap;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentChange;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.instrument.InstrumentListener;
import dev.bourse.shared.instrument.InstrumentRegistry;
import dev.bourse.shared.instrument.Universe;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry over three Hazelcast maps: {@code bourse.instruments} (id to the fields with commas),
 * {@code bourse.symbols} (symbol to id) and {@code bourse.counters} (the next id). Changes are rare: they run on a
 * worker thread under one lock of the cluster. A symbol is claimed before its instrument is stored, so that a process
 * that dies in between leaves a claim without instrument, which counts as free.
 */
final class HazelcastInstruments implements InstrumentRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(HazelcastInstruments.class);
    private static final String NEXT_ID = "instrument.id";

    private final Vertx vertx;
    private final HazelcastInstance hazelcast;
    private final IMap<Integer, String> rows;
    private final IMap<String, Integer> symbols;
    private final IMap<String, Long> counters;
    private final MapMirror<Integer, String> mirror;
    private final UniverseFollower follower;
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();

    private record Listening(Context context, InstrumentListener listener) {}

    HazelcastInstruments(Vertx vertx, HazelcastInstance hazelcast) {
        this.vertx = vertx;
        this.hazelcast = hazelcast;
        this.rows = hazelcast.getMap("bourse.instruments");
        this.symbols = hazelcast.getMap("bourse.symbols");
        this.counters = hazelcast.getMap("bourse.counters");
        this.follower = new UniverseFollower(vertx.getOrCreateContext(), this::tell);
        this.mirror = new MapMirror<>(vertx, rows, this::rowChanged);
    }

    /** Starts to follow; completes when this process knows all instruments that the cluster has. */
    Future<Void> start() {
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleEvent.LifecycleState.MERGED) {
                mirror.reload()
                        .onFailure(failure -> LOG.error("the instruments could not be loaded after a merge", failure));
            }
        });
        return mirror.start().compose(loaded -> follower.settled());
    }

    @Override
    public Universe universe() {
        return follower.universe();
    }

    @Override
    public Future<Instrument> add(InstrumentDraft draft) {
        return locked(() -> {
                    if (!find(Set.of(draft.symbol())).isEmpty()) {
                        throw new IllegalArgumentException("symbol: '" + draft.symbol()
                                + "' is not allowed; allowed is one that no other instrument has");
                    }
                    return store(List.of(draft)).getFirst();
                })
                .compose(added -> follower.knows(List.of(added)).map(added));
    }

    @Override
    public Future<List<Instrument>> addAll(Collection<InstrumentDraft> drafts) {
        return locked(() -> {
                    Map<String, InstrumentDraft> bySymbol = new LinkedHashMap<>();
                    drafts.forEach(draft -> bySymbol.putIfAbsent(draft.symbol(), draft));
                    Map<String, Instrument> existing = find(bySymbol.keySet());
                    bySymbol.keySet().removeAll(existing.keySet());
                    List<Instrument> all = new ArrayList<>(existing.values());
                    all.addAll(store(bySymbol.values()));
                    return all;
                })
                .compose(all -> follower.knows(all).map(all));
    }

    @Override
    public Future<Instrument> remove(String symbol) {
        return locked(() -> {
                    Instrument instrument = find(Set.of(symbol)).get(symbol);
                    if (instrument == null) {
                        throw new NoSuchElementException("symbol: '" + symbol + "' is not known");
                    }
                    rows.delete(instrument.id());
                    symbols.delete(symbol);
                    return instrument;
                })
                .compose(removed -> follower.forgot(removed).map(removed));
    }

    @Override
    public void onChange(InstrumentListener listener) {
        listeners.add(new Listening(vertx.getOrCreateContext(), listener));
    }

    private Map<String, Instrument> find(Set<String> wanted) {
        Map<String, Integer> ids = symbols.getAll(wanted);
        Map<String, Instrument> found = new HashMap<>();
        rows.getAll(new HashSet<>(ids.values())).values().stream()
                .map(InstrumentRow::read)
                .filter(instrument -> wanted.contains(instrument.symbol()))
                .forEach(instrument -> found.put(instrument.symbol(), instrument));
        return found;
    }

    private List<Instrument> store(Collection<InstrumentDraft> drafts) {
        Long next = counters.get(NEXT_ID);
        int id = next == null ? 0 : Math.toIntExact(next);
        List<Instrument> instruments = new ArrayList<>(drafts.size());
        Map<String, Integer> ids = new HashMap<>();
        Map<Integer, String> texts = new HashMap<>();
        for (InstrumentDraft draft : drafts) {
            Instrument instrument = draft.withId(id++);
            instruments.add(instrument);
            ids.put(instrument.symbol(), instrument.id());
            texts.put(instrument.id(), InstrumentRow.of(instrument));
        }
        counters.set(NEXT_ID, (long) id);
        symbols.putAll(ids);
        rows.putAll(texts);
        return instruments;
    }

    private <T> Future<T> locked(Callable<T> change) {
        return vertx.executeBlocking(
                () -> {
                    counters.lock(NEXT_ID);
                    try {
                        return change.call();
                    } finally {
                        counters.unlock(NEXT_ID);
                    }
                },
                false);
    }

    private void rowChanged(Integer id, @Nullable String before, @Nullable String after) {
        if (before != null) {
            follower.take(new InstrumentChange.Removed(InstrumentRow.read(before)));
        }
        if (after != null) {
            follower.take(new InstrumentChange.Added(InstrumentRow.read(after)));
        }
    }

    private void tell(List<InstrumentChange> changes, Universe universe) {
        for (Listening listening : listeners) {
            listening
                    .context()
                    .runOnContext(now ->
                            changes.forEach(change -> listening.listener().changed(change, universe)));
        }
    }
}
