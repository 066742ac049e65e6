package dev.bourse.web;

import dev.bourse.shared.config.Settings;
import dev.bourse.shared.rest.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The options of the web group.
 *
 * @param host {@code web.host}: where it listens; loopback unless configured
 * @param port {@code web.port}: 0 for any
 * @param allowedHosts {@code web.allowed-hosts}: names that a request may call this server by, without ports; {@code *}
 *     for any. Others are refused, so that no foreign page can reach a server on loopback by a name of its own
 * @param gateway {@code web.gateway}: the exchange's gateway as browsers reach it, such as
 *     {@code https://gateway.example.org}; the page talks to it alone beside this server. Without it the page trades
 *     nothing
 * @param maxSockets {@code web.max-sockets}: browsers at once
 * @param maxMessages {@code web.max-messages}: messages a second that a browser may send
 * @param frameInterval {@code web.frame-interval}: the least between two frames
 * @param orderInterval {@code web.order-interval}: the least between two orders of rows by a moving value
 * @param chartInterval {@code web.chart-interval}: the least between two questions for one chart
 * @param silence {@code web.silence}: how long a frame waits for an acknowledgement before its browser is cut off
 * @param queryTimeout {@code web.query-timeout}: how long an owner of states or signals may take to answer
 * @param maxQueries {@code web.max-queries}: questions to owners at once; more are refused
 */
public record WebOptions(
        String host,
        int port,
        List<String> allowedHosts,
        Optional<Origin> gateway,
        int maxSockets,
        int maxMessages,
        Duration frameInterval,
        Duration orderInterval,
        Duration chartInterval,
        Duration silence,
        Duration queryTimeout,
        int maxQueries) {

    /** Keeps a copy of the list. */
    public WebOptions {
        allowedHosts = List.copyOf(allowedHosts);
    }

    /** Reads the options; what is not allowed is noted as a fault of the settings. */
    public static WebOptions from(Settings settings) {
        return new WebOptions(
                settings.text("web.host", "127.0.0.1"),
                settings.integer("web.port", 8080, 0, 65_535),
                settings.list("web.allowed-hosts", List.of("localhost", "127.0.0.1", "[::1]")),
                gateway(settings),
                settings.integer("web.max-sockets", 5_000, 1, 100_000),
                settings.integer("web.max-messages", 50, 10, 10_000),
                millis(settings, "web.frame-interval", 100, 20, 5_000),
                millis(settings, "web.order-interval", 1_000, 100, 60_000),
                millis(settings, "web.chart-interval", 1_000, 100, 60_000),
                millis(settings, "web.silence", 30_000, 1_000, 600_000),
                millis(settings, "web.query-timeout", 2_000, 100, 60_000),
                settings.integer("web.max-queries", 256, 1, 100_000));
    }

    private static Optional<Origin> gateway(Settings settings) {
        Optional<String> text = settings.text("web.gateway");
        Optional<Origin> origin = text.flatMap(Origin::of);
        if (text.isPresent() && origin.isEmpty()) {
            settings.fault(
                    "web.gateway",
                    "'" + text.get() + "' is not allowed; allowed is scheme, host and port, such as"
                            + " https://gateway.example.org:8090");
        }
        return origin;
    }

    private static Duration millis(Settings settings, String key, long fallback, long least, long most) {
        return settings.duration(key, Duration.ofMillis(fallback), Duration.ofMillis(least), Duration.ofMillis(most));
    }
}
