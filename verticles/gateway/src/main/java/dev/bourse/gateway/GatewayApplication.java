package dev.bourse.gateway;

import dev.bourse.shared.launch.Application;

/** The gateway as a process of its own. */
public final class GatewayApplication {
    private GatewayApplication() {}

    /** Runs until it is told to end; arguments are settings, {@code --help} lists them. */
    public static void main(String[] arguments) {
        Application.main(arguments, new GatewayGroup());
    }
}
