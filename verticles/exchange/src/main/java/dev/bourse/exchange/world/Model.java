package dev.bourse.exchange.world;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;

/** What a reader makes of the outputs, as far as a snapshot of it is concerned. */
public interface Model {
    /** Writes all of it. Changes nothing; others may look at the model meanwhile, and nobody may change it. */
    void save(StateWriter out);

    /**
     * Reads into a fresh one what another saved.
     *
     * @throws dev.bourse.exchange.snapshot.SnapshotException if it cannot be read; it is not usable then
     */
    void load(StateReader in);

    /** Begins a fresh one with the state of the exchange; what was before that is not known to it. */
    void seed(World world);
}
