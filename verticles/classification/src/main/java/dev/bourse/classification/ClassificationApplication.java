package dev.bourse.classification;

import dev.bourse.shared.launch.Application;

/** The classification group as a process of its own. */
public final class ClassificationApplication {
    private ClassificationApplication() {}

    /** Runs until it is told to end; arguments are settings, {@code --help} lists them. */
    public static void main(String[] arguments) {
        Application.main(arguments, new ClassificationGroup());
    }
}
