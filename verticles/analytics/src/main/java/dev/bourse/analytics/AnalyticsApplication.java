package dev.bourse.analytics;

import dev.bourse.shared.launch.Application;

/** The analytics replica as a process of its own. */
public final class AnalyticsApplication {
    private AnalyticsApplication() {}

    /** Runs until it is told to end. */
    public static void main(String[] arguments) {
        Application.main(arguments, new AnalyticsGroup());
    }
}
