package dev.bourse.exchange;

import dev.bourse.exchange.sequencer.NodeOptions;
import dev.bourse.exchange.sequencer.Ports;
import dev.bourse.shared.config.Settings;
import java.nio.file.Path;
import java.time.Duration;

/** Reads the settings {@code exchange.*}, of which {@link NodeOptions} says what they mean. */
final class ExchangeOptions {
    private static final int MOST_NODES = 9;
    private static final Duration LEAST = Duration.ofMillis(10);
    private static final Duration MOST = Duration.ofMinutes(1);
    private static final int LEAST_TERM = 64 << 10;
    private static final int MOST_TERM = 1 << 30;

    private ExchangeOptions() {}

    /** Reads the options; what is not allowed becomes a fault of the settings. */
    static NodeOptions from(Settings settings) {
        int node = settings.integer("exchange.node", 0, 0, MOST_NODES - 1);
        Ports ports = ExchangeAddress.ports(settings);
        int members = ports.hosts().size();
        if (node >= members) {
            settings.fault(
                    "exchange.node",
                    "is " + node + "; allowed are 0 to " + (members - 1) + ", as exchange.members is " + members);
        }
        NodeOptions defaults =
                NodeOptions.local(Path.of("data", "exchange", "node-" + node), node, members, NodeOptions.DEFAULT_PORT);
        return new NodeOptions(
                settings.path("exchange.directory", defaults.directory()),
                node,
                ports,
                settings.integer("exchange.sync-level", defaults.syncLevel(), 0, 2),
                settings.duration("exchange.heartbeat-timeout", defaults.heartbeatTimeout(), LEAST, MOST),
                settings.duration("exchange.election-timeout", defaults.electionTimeout(), LEAST, MOST),
                settings.duration("exchange.startup-timeout", defaults.startupTimeout(), LEAST, Duration.ofHours(1)),
                settings.duration(
                        "exchange.snapshot-interval", defaults.snapshotInterval(), Duration.ZERO, Duration.ofDays(7)),
                settings.integer("exchange.retained-snapshots", defaults.retainedSnapshots(), 2, 1_000),
                settings.number("exchange.retained-output-bytes", defaults.retainedOutputBytes(), 1 << 20, 1L << 50),
                settings.number("exchange.minimum-free-bytes", defaults.minimumFreeBytes(), 0, 1L << 50),
                powerOfTwo(settings, "exchange.log-term-bytes", defaults.logTermBytes()),
                powerOfTwo(settings, "exchange.output-term-bytes", defaults.outputTermBytes()),
                powerOfTwo(settings, "exchange.segment-bytes", defaults.segmentBytes()),
                settings.duration("exchange.answer-patience", defaults.answerPatience(), Duration.ofMillis(1), MOST),
                settings.duration("exchange.session-timeout", defaults.sessionTimeout(), LEAST, Duration.ofHours(1)),
                settings.integer("exchange.sessions", defaults.maxSessions(), 1, 100_000),
                settings.integer("exchange.expected-orders", defaults.expectedOrders(), 1_000, 8_000_000),
                settings.integer("exchange.park-micros", defaults.maxParkMicros(), 1, 1_000_000));
    }

    private static int powerOfTwo(Settings settings, String key, int fallback) {
        int value = settings.integer(key, fallback, LEAST_TERM, MOST_TERM);
        if (Integer.bitCount(value) != 1) {
            settings.fault(key, "is " + value + "; allowed are powers of two from " + LEAST_TERM + " to " + MOST_TERM);
        }
        return value;
    }
}
