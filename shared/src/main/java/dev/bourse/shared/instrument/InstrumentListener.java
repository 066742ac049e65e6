package dev.bourse.shared.instrument;

/** Hears how the instruments change. */
@FunctionalInterface
public interface InstrumentListener {
    /** The universe is another one now. */
    void changed(InstrumentChange change, Universe universe);
}
