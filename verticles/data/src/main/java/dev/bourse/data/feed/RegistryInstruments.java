package dev.bourse.data.feed;

import dev.bourse.data.format.TickFields;
import dev.bourse.data.record.Instruments;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.instrument.InstrumentRegistry;
import dev.bourse.shared.telemetry.Counter;
import io.vertx.core.Future;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cluster's instruments as feeds see them. Safe for any thread. */
public final class RegistryInstruments implements Instruments {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryInstruments.class);
    private static final long PATIENCE_SECONDS = 30;

    private final InstrumentRegistry registry;
    private final boolean adding;
    private final int most;
    private final Counter failures;
    private volatile int version;
    private final AtomicBoolean retrying = new AtomicBoolean();
    private volatile @Nullable Missing missing;

    /** A symbol that the cluster did not take, and why. */
    private record Missing(InstrumentDraft draft, String reason) {}

    /**
     * Follows the registry; to be made on the context that its changes shall be heard on.
     *
     * @param adding whether an unknown symbol is added or refused
     * @param most no symbol is added where there are this many instruments
     * @param failures counts the times that the cluster did not take a new symbol
     */
    public RegistryInstruments(InstrumentRegistry registry, boolean adding, int most, Counter failures) {
        this.registry = registry;
        this.adding = adding;
        this.most = most;
        this.failures = failures;
        registry.onChange((change, universe) -> heard());
    }

    @Override
    public Optional<Instrument> find(String symbol) {
        return registry.universe().bySymbol(symbol);
    }

    /** Blocks until the cluster has the instrument; for threads that may. */
    @Override
    public Optional<Instrument> introduce(String symbol, int priceDecimals, int sizeDecimals) {
        return introduce(draft(symbol, priceDecimals, sizeDecimals));
    }

    /** As {@link #introduce(String, int, int)}, with all that is known of a new instrument. */
    public Optional<Instrument> introduce(InstrumentDraft draft) {
        if (!mayAdd()) {
            return find(draft.symbol());
        }
        try {
            return Optional.of(add(draft)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join());
        } catch (CompletionException failed) {
            miss(draft, failed.getCause());
            throw new IllegalStateException(
                    "the cluster did not take the new symbol " + draft.symbol(), failed.getCause());
        }
    }

    /** Adds an instrument without blocking; fails where it may not be added. */
    public Future<Instrument> add(String symbol, int priceDecimals, int sizeDecimals) {
        if (!mayAdd()) {
            return Future.failedFuture(new NoSuchElementException("unknown symbol " + symbol));
        }
        return add(draft(symbol, priceDecimals, sizeDecimals));
    }

    /** As {@link #add(String, int, int)}, with the scales of an instrument of which nothing is known. */
    public Future<Instrument> add(String symbol) {
        return add(symbol, TickFields.PRICE_DECIMALS, TickFields.SIZE_DECIMALS);
    }

    /**
     * Which new symbol the cluster did not take, and why; empty where there is none, or where the cluster has it by
     * now. Ticks of that symbol are rejected meanwhile.
     */
    public Optional<String> trouble() {
        Missing symbol = missing;
        if (symbol == null || find(symbol.draft().symbol()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                "the cluster did not take the new symbol " + symbol.draft().symbol() + ": " + symbol.reason());
    }

    /** Tries once more to add what {@link #trouble} tells of; succeeds without doing anything where all is well. */
    public Future<Void> retry() {
        Missing symbol = missing;
        if (symbol == null || trouble().isEmpty() || !mayAdd() || !retrying.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        return add(symbol.draft()).onComplete(tried -> retrying.set(false)).mapEmpty();
    }

    /** True where an unknown symbol may be added. */
    public boolean mayAdd() {
        return adding && registry.universe().size() < most;
    }

    @Override
    public int version() {
        return version;
    }

    private Future<Instrument> add(InstrumentDraft draft) {
        return registry.addAll(List.of(draft)).map(List::getFirst).onFailure(cause -> miss(draft, cause));
    }

    private static InstrumentDraft draft(String symbol, int priceDecimals, int sizeDecimals) {
        return new InstrumentDraft(symbol, priceDecimals, sizeDecimals, 1, 1, 0);
    }

    private void miss(InstrumentDraft draft, @Nullable Throwable cause) {
        boolean first = trouble().isEmpty();
        missing = new Missing(draft, String.valueOf(cause));
        failures.increment();
        if (first) {
            LOG.warn("the cluster did not take the new symbol {}: its ticks are rejected", draft.symbol(), cause);
        }
    }

    /** Changes are heard on one context, so nothing is lost by adding in two steps. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void heard() {
        version++;
    }
}
