package dev.bourse.data;

import dev.bourse.shared.launch.Application;

/** The data group as a process of its own. */
public final class DataApplication {
    private DataApplication() {}

    /** Starts the process; arguments are settings as {@code --name=value}. */
    public static void main(String[] arguments) {
        Application.main(arguments, new DataGroup());
    }
}
