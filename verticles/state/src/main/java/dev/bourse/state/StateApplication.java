package dev.bourse.state;

import dev.bourse.shared.launch.Application;

/** The state group as a process of its own. */
public final class StateApplication {
    private StateApplication() {}

    /** Runs until it is told to end; arguments are settings, {@code --help} lists them. */
    public static void main(String[] arguments) {
        Application.main(arguments, new StateGroup());
    }
}
