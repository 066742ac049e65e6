package dev.bourse.web;

import dev.bourse.shared.launch.Application;

/** The web group as a process of its own. */
public final class WebApplication {
    private WebApplication() {}

    /** Runs until it is told to end; arguments are settings, {@code --help} lists them. */
    public static void main(String[] arguments) {
        Application.main(arguments, new WebGroup());
    }
}
