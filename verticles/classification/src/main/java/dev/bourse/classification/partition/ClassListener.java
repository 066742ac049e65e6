package dev.bourse.classification.partition;

import dev.bourse.classification.engine.Rule;
import dev.bourse.classification.engine.StateView;
import dev.bourse.shared.instrument.Instrument;

/** Hears what engines make of states. What it is given is valid during the call only. */
public interface ClassListener {
    /** The instrument's class changed in the eyes of the engine with that index. */
    void changed(Instrument instrument, int engine, int signalClass, long strength, StateView state, Rule rule);

    /**
     * The engine judged a state; before {@link #changed} where the class changed. Only for those who log everything.
     */
    default void judged(
            Instrument instrument, int engine, int signalClass, long strength, StateView state, Rule rule) {}
}
