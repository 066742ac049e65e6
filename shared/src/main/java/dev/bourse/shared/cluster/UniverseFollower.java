package dev.bourse.shared.cluster;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentChange;
import dev.bourse.shared.instrument.Universe;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Turns single changes, which arrive in bursts, into few new universes: whatever has come by the time that the context
 * gets round to it goes into one. Safe for all threads.
 */
final class UniverseFollower {
    private final Context context;
    private final BiConsumer<List<InstrumentChange>, Universe> listener;
    private final TreeMap<Integer, Instrument> instruments = new TreeMap<>();
    /** By id: heard of at any time. Ids are never used again. */
    private final BitSet met = new BitSet();

    private final List<Waiting> waiting = new ArrayList<>();
    private List<InstrumentChange> changes = new ArrayList<>();
    private boolean scheduled;
    private volatile Universe universe = Universe.EMPTY;

    private record Waiting(Predicate<Universe> condition, Promise<Void> promise) {}

    UniverseFollower(Context context, BiConsumer<List<InstrumentChange>, Universe> listener) {
        this.context = context;
        this.listener = listener;
    }

    Universe universe() {
        return universe;
    }

    synchronized void take(InstrumentChange change) {
        switch (change) {
            case InstrumentChange.Added added -> {
                instruments.put(added.instrument().id(), added.instrument());
                met.set(added.instrument().id());
            }
            case InstrumentChange.Removed removed ->
                instruments.remove(removed.instrument().id());
        }
        changes.add(change);
        schedule();
    }

    /** Completes when everything taken so far is in the universe. */
    Future<Void> settled() {
        return when(any -> true);
    }

    /** Completes when the universe has these instruments, or had them and somebody has removed them meanwhile. */
    Future<Void> knows(Collection<Instrument> expected) {
        return when(now -> expected.stream().allMatch(instrument -> met.get(instrument.id())));
    }

    /** Completes when the universe has this instrument no more. */
    Future<Void> forgot(Instrument gone) {
        return when(now -> now.byId(gone.id()).isEmpty());
    }

    private synchronized Future<Void> when(Predicate<Universe> condition) {
        Waiting wait = new Waiting(condition, Promise.promise());
        waiting.add(wait);
        schedule();
        return wait.promise().future();
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            context.runOnContext(now -> renew());
        }
    }

    private void renew() {
        List<InstrumentChange> taken;
        List<Waiting> satisfied;
        synchronized (this) {
            scheduled = false;
            taken = changes;
            changes = new ArrayList<>();
            if (!taken.isEmpty()) {
                universe = Universe.of(newestOfEachSymbol());
            }
            satisfied = waiting.stream()
                    .filter(wait -> wait.condition().test(universe))
                    .toList();
            waiting.removeAll(satisfied);
        }
        if (!taken.isEmpty()) {
            listener.accept(taken, universe);
        }
        satisfied.forEach(wait -> wait.promise().complete());
    }

    /** A symbol that was removed and added again may be heard of in the other order: the higher id is the newer. */
    private Collection<Instrument> newestOfEachSymbol() {
        Map<String, Instrument> bySymbol = new HashMap<>();
        instruments.values().forEach(instrument -> bySymbol.put(instrument.symbol(), instrument));
        return bySymbol.values();
    }
}
