package dev.bourse.shared.instrument;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An immutable set of instruments, found by id or symbol. Adding and removing give a new universe, so a reader on
 * another thread always sees a whole one.
 */
public final class Universe {
    /** The universe without instruments. */
    public static final Universe EMPTY = of(List.of());

    private final TreeMap<Integer, Instrument> byId;
    private final Map<String, Instrument> bySymbol;

    private Universe(TreeMap<Integer, Instrument> byId, Map<String, Instrument> bySymbol) {
        this.byId = byId;
        this.bySymbol = bySymbol;
    }

    /**
     * A universe of these instruments.
     *
     * @throws IllegalArgumentException if two share an id or a symbol
     */
    public static Universe of(Collection<Instrument> instruments) {
        Universe universe = new Universe(new TreeMap<>(), HashMap.newHashMap(instruments.size()));
        instruments.forEach(universe::put);
        return universe;
    }

    /** This universe and one instrument more; throws as {@link #of} does. */
    public Universe with(Instrument instrument) {
        Universe universe = copy();
        universe.put(instrument);
        return universe;
    }

    /** This universe without the instrument of that id; the same universe where it has none. */
    public Universe without(int id) {
        Instrument gone = byId.get(id);
        if (gone == null) {
            return this;
        }
        Universe universe = copy();
        universe.byId.remove(id);
        universe.bySymbol.remove(gone.symbol());
        return universe;
    }

    public Optional<Instrument> byId(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Instrument> bySymbol(String symbol) {
        return Optional.ofNullable(bySymbol.get(symbol));
    }

    /** All instruments in the order of their ids. */
    public List<Instrument> instruments() {
        return List.copyOf(byId.values());
    }

    public int size() {
        return byId.size();
    }

    /** The id after the highest one in use, 0 for an empty universe. */
    public int nextId() {
        return byId.isEmpty() ? 0 : byId.lastKey() + 1;
    }

    private Universe copy() {
        return new Universe(new TreeMap<>(byId), new HashMap<>(bySymbol));
    }

    private void put(Instrument instrument) {
        if (byId.putIfAbsent(instrument.id(), instrument) != null) {
            throw new IllegalArgumentException(
                    "id: '" + instrument.id() + "' stands twice; each instrument has its own");
        }
        if (bySymbol.putIfAbsent(instrument.symbol(), instrument) != null) {
            byId.remove(instrument.id());
            throw new IllegalArgumentException(
                    "symbol: '" + instrument.symbol() + "' stands twice; each instrument has its own");
        }
    }
}
