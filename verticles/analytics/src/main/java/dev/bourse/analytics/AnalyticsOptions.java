package dev.bourse.analytics;

import dev.bourse.exchange.follow.SnapshotOptions;
import dev.bourse.shared.access.TokenReader;
import dev.bourse.shared.config.Settings;
import java.nio.file.Path;

/**
 * How the analytics replica works.
 *
 * @param host {@code analytics.host}: where REST listens; loopback unless configured
 * @param port {@code analytics.port}: 0 for any
 * @param tokenKey {@code analytics.token-key}: the key by which access tokens are read, as the gateway writes it
 * @param snapshots {@code analytics.snapshot-folder}, {@code -interval}, {@code -outputs}: snapshots of the replica
 */
record AnalyticsOptions(String host, int port, Path tokenKey, SnapshotOptions snapshots) {

    /** Reads {@code analytics.*}; faults are noted in the settings. */
    static AnalyticsOptions from(Settings settings) {
        return new AnalyticsOptions(
                settings.text("analytics.host", "127.0.0.1"),
                settings.integer("analytics.port", 8_092, 0, 65_535),
                settings.path("analytics.token-key", Path.of(".bourse", "gateway", TokenReader.FILE)),
                SnapshotOptions.from(
                        settings,
                        "analytics",
                        settings.path("analytics.snapshot-folder", Path.of("data", "analytics", "snapshots"))));
    }
}
