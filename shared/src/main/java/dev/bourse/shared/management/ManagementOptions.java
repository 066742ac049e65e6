package dev.bourse.shared.management;

import dev.bourse.shared.config.Settings;
import java.util.Optional;

/**
 * The management port.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param token what a caller must show as its bearer token to change anything; without one, nothing can be changed
 */
public record ManagementOptions(String host, int port, Optional<String> token) {
    /** Short tokens can be guessed. */
    private static final int SHORTEST_TOKEN = 16;

    /** @param process the group that the process runs, or {@code standalone}; each has a default port of its own */
    public static ManagementOptions from(Settings settings, String process) {
        Optional<String> token = settings.secret("management.token");
        if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
            settings.fault("management.token", "is too short; allowed are " + SHORTEST_TOKEN + " characters or more");
        }
        return new ManagementOptions(
                settings.text("management.host", "127.0.0.1"),
                settings.integer("management.port", defaultPort(process), 0, 65535),
                token);
    }

    private static int defaultPort(String process) {
        return switch (process) {
            case "data" -> 9081;
            case "state" -> 9082;
            case "classification" -> 9083;
            case "web" -> 9084;
            case "exchange" -> 9085;
            case "gateway" -> 9086;
            case "marketdata" -> 9087;
            case "analytics" -> 9088;
            default -> 9080;
        };
    }
}
