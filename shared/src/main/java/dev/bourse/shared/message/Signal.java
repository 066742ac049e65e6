package dev.bourse.shared.message;

import java.util.List;

/**
 * An instrument's class changed in the eyes of one engine. (instrument, engine, sequence) names it: a signal that comes
 * again after a takeover has the same three.
 *
 * @param instrument instrument id
 * @param symbol the instrument's symbol, for those who show or store it
 * @param engine the engine's id, such as {@code range}
 * @param version the engine's version
 * @param signalClass the class that the instrument is in now, such as {@code NEW_HIGH}
 * @param strength how clear it is, in 1/10,000; what that means is the engine's to say
 * @param sequence the instrument's sequence of the tick that did it
 * @param time that tick's event time, milliseconds since 1970
 * @param inputs what the engine saw, in its own order
 */
public record Signal(
        int instrument,
        String symbol,
        String engine,
        String version,
        String signalClass,
        long strength,
        long sequence,
        long time,
        List<Input> inputs) {

    /** Keeps a copy of the inputs. */
    public Signal {
        inputs = List.copyOf(inputs);
    }

    /**
     * One value that an engine looked at.
     *
     * @param name such as {@code last} or {@code maximum}
     * @param value scaled
     * @param decimals the scale
     */
    public record Input(String name, long value, int decimals) {}
}
