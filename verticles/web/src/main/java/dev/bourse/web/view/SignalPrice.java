package dev.bourse.web.view;

import dev.bourse.shared.message.Signal;
import org.jspecify.annotations.Nullable;

/** The price at which a signal came: the engine's input of the name {@value #INPUT}. */
public final class SignalPrice {
    private static final String INPUT = "last";

    private SignalPrice() {}

    /** The input with the price, null where the engine did not look at it. */
    public static Signal.@Nullable Input of(Signal signal) {
        for (Signal.Input input : signal.inputs()) {
            if (input.name().equals(INPUT)) {
                return input;
            }
        }
        return null;
    }
}
