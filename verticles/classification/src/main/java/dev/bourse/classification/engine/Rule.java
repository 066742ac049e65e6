package dev.bourse.classification.engine;

/**
 * What an engine does with the states of one instrument. Called by one thread; it keeps nothing between states and
 * allocates nothing in {@link #judge}.
 */
public interface Rule {
    /** Judges one state. */
    void judge(StateView state, Verdict verdict);

    /** Names what {@link #judge} looked at, in the engine's own order; called only when it is wanted. */
    void inputs(StateView state, Inputs inputs);

    /** Hears inputs. */
    @FunctionalInterface
    interface Inputs {
        /** One value with its name and its scale; it may be {@link dev.bourse.shared.message.StateField#ABSENT}. */
        void input(String name, long value, int decimals);
    }
}
