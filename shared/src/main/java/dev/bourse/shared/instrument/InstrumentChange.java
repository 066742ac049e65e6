package dev.bourse.shared.instrument;

/** A change of the instruments. */
public sealed interface InstrumentChange {
    /** The instrument that came or went. */
    Instrument instrument();

    /** It is traded from now on. */
    record Added(Instrument instrument) implements InstrumentChange {}

    /** It is traded no more. */
    record Removed(Instrument instrument) implements InstrumentChange {}
}
