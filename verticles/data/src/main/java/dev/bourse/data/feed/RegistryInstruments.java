package dev.bourse.data.feed;

import dev.bourse.data.format.TickFields;
import dev.bourse.data.record.Instruments;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.instrument.InstrumentRegistry;
import io.vertx.core.Future;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The cluster's instruments as feeds see them. Safe for any thread. */
public final class RegistryInstruments implements Instruments {
    private static final long PATIENCE_SECONDS = 30;

    private final InstrumentRegistry registry;
    private final boolean adding;
    private final int most;
    private volatile int version;

    /**
     * Follows the registry; to be made on the context that its changes shall be heard on.
     *
     * @param adding whether an unknown symbol is added or refused
     * @param most no symbol is added where there are this many instruments
     */
    public RegistryInstruments(InstrumentRegistry registry, boolean adding, int most) {
        this.registry = registry;
        this.adding = adding;
        this.most = most;
        registry.onChange((change, universe) -> heard());
    }

    @Override
    public Optional<Instrument> find(String symbol) {
        return registry.universe().bySymbol(symbol);
    }

    /** Blocks until the cluster has the instrument; for threads that may. */
    @Override
    public Optional<Instrument> introduce(String symbol, int priceDecimals, int sizeDecimals) {
        if (!mayAdd()) {
            return find(symbol);
        }
        try {
            return Optional.of(add(symbol, priceDecimals, sizeDecimals)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join());
        } catch (CompletionException failed) {
            throw new IllegalStateException("the cluster did not take the new symbol " + symbol, failed.getCause());
        }
    }

    /** Adds an instrument without blocking; fails where it may not be added. */
    public Future<Instrument> add(String symbol, int priceDecimals, int sizeDecimals) {
        if (!mayAdd()) {
            return Future.failedFuture(new NoSuchElementException("unknown symbol " + symbol));
        }
        InstrumentDraft draft = new InstrumentDraft(symbol, priceDecimals, sizeDecimals, 1, 1, 0);
        return registry.addAll(List.of(draft)).map(List::getFirst);
    }

    /** As {@link #add(String, int, int)}, with the scales of an instrument of which nothing is known. */
    public Future<Instrument> add(String symbol) {
        return add(symbol, TickFields.PRICE_DECIMALS, TickFields.SIZE_DECIMALS);
    }

    /** True where an unknown symbol may be added. */
    public boolean mayAdd() {
        return adding && registry.universe().size() < most;
    }

    @Override
    public int version() {
        return version;
    }

    /** Changes are heard on one context, so nothing is lost by adding in two steps. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void heard() {
        version++;
    }
}
