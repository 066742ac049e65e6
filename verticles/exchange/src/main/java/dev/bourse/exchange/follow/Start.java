package dev.bourse.exchange.follow;

import dev.bourse.exchange.world.Model;
import java.util.function.Consumer;

/**
 * Where a reader starts: outputs come from the number behind this one on.
 *
 * @param kind with what
 * @param number the last output that is in the model already, 0 where none is
 * @param missed outputs that the reader knew the ones before and behind of, and will never see; 0 at a first start
 * @param filling brings a fresh model there
 */
public record Start(Kind kind, long number, long missed, Consumer<Model> filling) {
    /** With what a reader starts. */
    public enum Kind {
        /** With nothing: all outputs come. */
        FIRST,
        /** With a snapshot of its own model. */
        SNAPSHOT,
        /** With the state of the exchange, since older outputs are nowhere any more. */
        WORLD
    }

    /** From output 1 on. */
    public static Start first() {
        return new Start(Kind.FIRST, 0, 0, model -> {});
    }

    /** Brings a fresh model to the number; throws where the snapshot is damaged, and the model is of no use then. */
    public void fill(Model fresh) {
        filling.accept(fresh);
    }
}
