package dev.bourse.classification.engine;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.StateLayout;
import java.util.List;

/**
 * Something that puts instruments into classes by their states. Immutable, shared by all partitions and their threads.
 */
public interface Engine {
    /** What the cost of a judgement allows. */
    enum Cost {
        /** Microseconds, never blocking: it runs on the event loop. */
        CHEAP,
        /** Slow or blocking: it runs on a worker, in order for each partition. */
        HEAVY
    }

    /** Its name, such as {@code range}. */
    String id();

    /** The version that its payload names. */
    String version();

    /** What a judgement costs. */
    Cost cost();

    /** The names of its classes. */
    List<String> classes();

    /**
     * The class in which an instrument rests, as an index into {@link #classes}, or {@link Verdict#NONE}. An
     * instrument's first class is a change, and so a signal, unless it is this one.
     */
    int restingClass();

    /** @throws IllegalArgumentException naming what this engine needs and such states do not have */
    void require(StateLayout layout);

    /** The rule for an instrument, over states of a layout that was found good. */
    Rule rule(Instrument instrument, StateLayout layout);
}
