package dev.bourse.marketdata;

import dev.bourse.exchange.follow.SnapshotOptions;
import dev.bourse.marketdata.multicast.MulticastChannels;
import dev.bourse.shared.access.TokenReader;
import dev.bourse.shared.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The options of the market data group.
 *
 * @param host {@code marketdata.host}: where REST and WebSocket listen; loopback unless configured
 * @param port {@code marketdata.port}: 0 for any
 * @param journal {@code marketdata.journal}: a journal whose market is served instead of a running exchange's
 * @param folder {@code marketdata.folder}: where candles are kept
 * @param snapshots {@code marketdata.snapshot-folder}, {@code -interval}, {@code -outputs}: snapshots of the market
 * @param interval {@code marketdata.interval}: the least between two messages to WebSocket clients about one book
 * @param maxInstruments {@code marketdata.max-instruments}: instruments that are served; more are left out and counted
 * @param maxSockets {@code marketdata.max-sockets}: WebSocket clients at once
 * @param maxSubscriptions {@code marketdata.max-subscriptions}: of one client
 * @param maxMessages {@code marketdata.max-messages}: that a client may send in a second
 * @param maxRequests {@code marketdata.max-requests}: that an address may make in a second
 * @param patience {@code marketdata.patience}: how long a client may take nothing before it is cut off
 * @param depthKeys {@code marketdata.depth-keys}: SHA-256 in hexadecimal of each key that allows books deeper than 5
 * @param tokenKey {@code marketdata.token-key}: the key of the gateway's access tokens, whose owners may see more, too
 * @param multicast {@code marketdata.multicast}: whether the feed is sent by multicast
 * @param channels {@code marketdata.multicast-group}, {@code -requests}, {@code -interface}: where
 * @param kept {@code marketdata.multicast-kept}: events that can be sent again, rounded up to a power of two
 * @param snapshotMessages {@code marketdata.multicast-snapshot-rate}: messages of copies in a second
 */
public record MarketDataOptions(
        String host,
        int port,
        Optional<Path> journal,
        Path folder,
        SnapshotOptions snapshots,
        Duration interval,
        int maxInstruments,
        int maxSockets,
        int maxSubscriptions,
        int maxMessages,
        int maxRequests,
        Duration patience,
        List<String> depthKeys,
        Path tokenKey,
        boolean multicast,
        MulticastChannels channels,
        int kept,
        int snapshotMessages) {
    private static final String HASH = "[0-9a-fA-F]{64}";

    /** Keeps a copy of the list. */
    public MarketDataOptions {
        depthKeys = List.copyOf(depthKeys);
    }

    /**
     * Reads the options; what is not allowed is noted as a fault of the settings.
     *
     * @param multicasts whether it does unless configured
     */
    static MarketDataOptions from(Settings settings, boolean multicasts) {
        List<String> keys = settings.list("marketdata.depth-keys", List.of());
        if (!keys.stream().allMatch(key -> key.matches(HASH))) {
            settings.fault("marketdata.depth-keys", "each is a SHA-256 of 64 hexadecimal digits");
            keys = List.of();
        }
        Path folder = settings.path("marketdata.folder", Path.of("data", "marketdata"));
        int kept = settings.integer("marketdata.multicast-kept", 65_536, 1_024, 4_194_304);
        return new MarketDataOptions(
                settings.text("marketdata.host", "127.0.0.1"),
                settings.integer("marketdata.port", 8_091, 0, 65_535),
                settings.readableFile("marketdata.journal"),
                folder,
                SnapshotOptions.from(
                        settings,
                        "marketdata",
                        settings.path("marketdata.snapshot-folder", folder.resolve("snapshots"))),
                settings.duration(
                        "marketdata.interval", Duration.ofMillis(50), Duration.ofMillis(5), Duration.ofSeconds(5)),
                settings.integer("marketdata.max-instruments", 10_000, 1, 1_000_000),
                settings.integer("marketdata.max-sockets", 5_000, 1, 100_000),
                settings.integer("marketdata.max-subscriptions", 200, 1, 10_000),
                settings.integer("marketdata.max-messages", 50, 1, 10_000),
                settings.integer("marketdata.max-requests", 100, 1, 1_000_000),
                settings.duration(
                        "marketdata.patience", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(10)),
                keys,
                settings.path("marketdata.token-key", Path.of(".bourse", "gateway", TokenReader.FILE)),
                settings.flag("marketdata.multicast", multicasts),
                new MulticastChannels(
                        settings.text("marketdata.multicast-group", "224.20.30.39:40456"),
                        settings.text("marketdata.multicast-requests", "localhost:40457"),
                        settings.text("marketdata.multicast-interface", "localhost")),
                kept == Integer.highestOneBit(kept) ? kept : Integer.highestOneBit(kept) * 2,
                settings.integer("marketdata.multicast-snapshot-rate", 5_000, 100, 1_000_000));
    }
}
