package dev.bourse.data.record;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.Universe;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Instruments of one process alone, for work on a file without a cluster. New symbols get ids in the order in which
 * they come.
 */
public final class LocalInstruments implements Instruments {
    private final Map<String, Instrument> bySymbol = new ConcurrentHashMap<>();
    private final Map<Integer, Instrument> byId = new ConcurrentHashMap<>();
    private final boolean adding;
    private int nextId;

    /** Starts with these instruments; {@code adding} says whether an unknown symbol is added or refused. */
    public LocalInstruments(Universe universe, boolean adding) {
        universe.instruments().forEach(this::put);
        this.adding = adding;
        this.nextId = universe.nextId();
    }

    @Override
    public Optional<Instrument> find(String symbol) {
        return Optional.ofNullable(bySymbol.get(symbol));
    }

    /** The instrument of that id; one that a tick carried is always there. */
    public Optional<Instrument> byId(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized Optional<Instrument> introduce(String symbol, int priceDecimals, int sizeDecimals) {
        Instrument known = bySymbol.get(symbol);
        if (known == null && adding) {
            known = new Instrument(nextId++, symbol, priceDecimals, sizeDecimals, 1, 1, 0);
            put(known);
        }
        return Optional.ofNullable(known);
    }

    /** Always 0: nothing is removed, and an added symbol was unknown before. */
    @Override
    public int version() {
        return 0;
    }

    /** All instruments known by now. */
    public Universe universe() {
        return Universe.of(byId.values());
    }

    private void put(Instrument instrument) {
        byId.put(instrument.id(), instrument);
        bySymbol.put(instrument.symbol(), instrument);
    }
}
