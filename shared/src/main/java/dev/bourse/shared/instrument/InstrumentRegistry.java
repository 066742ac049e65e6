package dev.bourse.shared.instrument;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/**
 * The instruments of the whole cluster. Each process has an own, immutable picture of them, which follows the changes
 * of any process. Safe for all threads.
 */
public interface InstrumentRegistry {
    /** What is traded now, as far as this process has heard. */
    Universe universe();

    /**
     * Adds an instrument under a new id, which no instrument had before. The future completes when this process's
     * universe has it. It fails with {@link IllegalArgumentException} if the symbol is taken.
     */
    Future<Instrument> add(InstrumentDraft draft);

    /**
     * As {@link #add}, for many at once; symbols that exist already are left as they are. Gives all of them as they are
     * in the registry.
     */
    Future<List<Instrument>> addAll(Collection<InstrumentDraft> drafts);

    /**
     * Removes the instrument; its id is never used again. It fails with {@link java.util.NoSuchElementException} where
     * there is none.
     */
    Future<Instrument> remove(String symbol);

    /**
     * Calls the listener after each change, with the universe that follows from it, on the context that this was called
     * on.
     */
    void onChange(InstrumentListener listener);
}
