package dev.bourse.exchange;

import dev.bourse.shared.launch.Application;

/** The main class of the exchange's jar: a node of the exchange as a process, or one of the exchange's tools. */
public final class ExchangeApplication {
    private static final int ENDED = 3;

    private ExchangeApplication() {}

    /**
     * Runs a tool if its name comes first; else a node, with settings as arguments, until it is told to end. A node
     * that ends by itself has said why in the log; then the exit code is 3.
     */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && !arguments[0].startsWith("-")) {
            ExchangeTool.main(arguments);
        } else {
            Application.main(arguments, new ExchangeGroup(ExchangeApplication::end));
        }
    }

    private static void end(String why) {
        System.err.println("bourse: the exchange ended: " + why);
        System.exit(ENDED);
    }
}
