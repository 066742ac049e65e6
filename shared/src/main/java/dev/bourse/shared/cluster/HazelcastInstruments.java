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
import dev.bourse.shared.instrument.UniverseFile;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The registry over three Hazelcast maps: {@code bourse.instruments} (id to row of a universe file),
 * {@code bourse.symbols} (symbol to id) and {@code bourse.counters} (the next id). Changes are rare: they run on a
 * worker thread under one lock of the cluster. A symbol is claimed before its instrument is stored, so that a process
 * that dies in between leaves a claim without instrument, which counts as free.
 */
final class HazelcastInstruments implements InstrumentRegistry {
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
                mirror.reload();
            }
        });
        return mirror.start().compose(loaded -> follower.settled());
    }

    /**
     * Fills a registry that never had an instrument; leaves any other as it is.
     *
     * @return whether it was filled
     */
    Future<Boolean> seed(Collection<Instrument> instruments) {
        return locked(() -> {
                    if (counters.containsKey(NEXT_ID)) {
                        return false;
                    }
                    Universe universe = Universe.of(instruments);
                    Map<String, Integer> ids = new HashMap<>();
                    Map<Integer, String> texts = new HashMap<>();
                    for (Instrument instrument : instruments) {
                        ids.put(instrument.symbol(), instrument.id());
                        texts.put(instrument.id(), UniverseFile.row(instrument));
                    }
                    symbols.putAll(ids);
                    rows.putAll(texts);
                    counters.set(NEXT_ID, (long) universe.nextId());
                    return true;
                })
                .compose(seeded -> follower.knows(instruments, seeded).map(seeded));
    }

    @Override
    public Universe universe() {
        return follower.universe();
    }

    @Override
    public Future<Instrument> add(InstrumentDraft draft) {
        return locked(() -> {
                    if (find(draft.symbol()) != null) {
                        throw new IllegalArgumentException("symbol: '" + draft.symbol()
                                + "' is not allowed; allowed is one that no other instrument has");
                    }
                    return store(draft);
                })
                .compose(added -> follower.knows(List.of(added), true).map(added));
    }

    @Override
    public Future<List<Instrument>> addAll(Collection<InstrumentDraft> drafts) {
        return locked(() -> {
                    List<Instrument> all = new ArrayList<>(drafts.size());
                    for (InstrumentDraft draft : drafts) {
                        Instrument existing = find(draft.symbol());
                        all.add(existing == null ? store(draft) : existing);
                    }
                    return all;
                })
                .compose(all -> follower.knows(all, true).map(all));
    }

    @Override
    public Future<Instrument> remove(String symbol) {
        return locked(() -> {
                    Instrument instrument = find(symbol);
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

    private @Nullable Instrument find(String symbol) {
        Integer id = symbols.get(symbol);
        String row = id == null ? null : rows.get(id);
        return row == null ? null : UniverseFile.instrument(row);
    }

    private Instrument store(InstrumentDraft draft) {
        Long next = counters.get(NEXT_ID);
        Instrument instrument = draft.withId(next == null ? 0 : Math.toIntExact(next));
        counters.set(NEXT_ID, instrument.id() + 1L);
        symbols.set(instrument.symbol(), instrument.id());
        rows.set(instrument.id(), UniverseFile.row(instrument));
        return instrument;
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
            follower.take(new InstrumentChange.Removed(UniverseFile.instrument(before)));
        }
        if (after != null) {
            follower.take(new InstrumentChange.Added(UniverseFile.instrument(after)));
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
