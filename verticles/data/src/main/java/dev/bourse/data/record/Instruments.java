package dev.bourse.data.record;

import dev.bourse.shared.instrument.Instrument;
import java.util.Optional;

/** Where feeds find the instruments that their symbols mean. Safe for any thread. */
public interface Instruments {
    /** The instrument with this symbol. */
    Optional<Instrument> find(String symbol);

    /**
     * Adds an instrument for a symbol that a feed met for the first time; gives the one that is there already where
     * another was faster. Empty where unknown symbols are to be rejected. May block, so only a feed with a thread of
     * its own calls it.
     */
    Optional<Instrument> introduce(String symbol, int priceDecimals, int sizeDecimals);

    /** Changes whenever an instrument was added or removed, so that what was looked up earlier may be wrong. */
    int version();
}
