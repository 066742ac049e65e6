package dev.bourse.gateway;

import dev.bourse.exchange.follow.SnapshotOptions;
import dev.bourse.gateway.identity.Password;
import dev.bourse.gateway.limit.Address;
import dev.bourse.gateway.limit.AddressRules;
import dev.bourse.gateway.limit.Network;
import dev.bourse.gateway.model.ReadModel;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.rest.Origin;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options of the gateway.
 *
 * @param host {@code gateway.host}: where it listens; loopback unless configured
 * @param port {@code gateway.port}: 0 for any
 * @param tls {@code gateway.tls-certificate}, {@code gateway.tls-key}: PEM files; without them HTTP is plain
 * @param plain {@code gateway.plain}: allows plain HTTP beyond loopback, behind a proxy that ends TLS
 * @param folder {@code gateway.folder}: users, keys and the secret that signs
 * @param access how long a session's token says who somebody is ({@code gateway.access-lifetime})
 * @param refresh how long a session lives without being refreshed ({@code gateway.refresh-lifetime})
 * @param maxSessions {@code gateway.max-sessions}
 * @param signatureWindow {@code gateway.signature-window}: how far a signed request's time may be off
 * @param maxNonces {@code gateway.max-nonces}: nonces that are remembered
 * @param passwordCost {@code gateway.password-memory} in KiB, {@code gateway.password-passes}
 * @param maxPasswords {@code gateway.max-passwords}: passwords that are hashed or wait to be
 * @param registration {@code gateway.registration}: whether anybody may become a trader
 * @param maxUsers {@code gateway.max-users}
 * @param attemptsPerSecond {@code gateway.attempts-per-minute}: passwords that an address may try, by the second
 * @param origins {@code gateway.allowed-origins}: pages that may use the gateway from browsers; no others may
 * @param network who may come and how much
 * @param maxBody {@code gateway.max-body}: bytes of a body
 * @param maxHeader {@code gateway.max-header}: bytes of all headers
 * @param underWay {@code gateway.max-commands}: commands under way at once
 * @param patience {@code gateway.command-timeout}
 * @param bounds {@code gateway.kept-orders}, {@code gateway.kept-events}: how much of the past can be asked for
 * @param queue {@code gateway.output-queue}: outputs that wait for the model
 * @param sockets limits of WebSockets
 * @param behind {@code gateway.exchange}: which exchange it is before
 * @param snapshots {@code gateway.snapshot-folder}, {@code -interval}, {@code -outputs}: snapshots of the model
 */
public record GatewayOptions(
        String host,
        int port,
        Optional<Tls> tls,
        boolean plain,
        Path folder,
        Duration access,
        Duration refresh,
        int maxSessions,
        Duration signatureWindow,
        int maxNonces,
        Password.Cost passwordCost,
        int maxPasswords,
        boolean registration,
        int maxUsers,
        double attemptsPerSecond,
        List<Origin> origins,
        NetworkOptions network,
        int maxBody,
        int maxHeader,
        int underWay,
        Duration patience,
        ReadModel.Bounds bounds,
        int queue,
        SocketOptions sockets,
        Behind behind,
        SnapshotOptions snapshots) {

    /** Keeps a copy of the list. */
    public GatewayOptions {
        origins = List.copyOf(origins);
    }

    /** Which exchange a gateway is before. */
    public enum Behind {
        /** The sequencer, whose answers are committed. */
        SEQUENCER,
        /** A core in the gateway's process, without journal: for tests. */
        IN_PROCESS
    }

    /** A certificate with its key, as PEM files. */
    public record Tls(Path certificate, Path key) {}

    /**
     * Who may come and how much.
     *
     * @param rules {@code gateway.allow}, {@code gateway.block}: addresses or blocks of them
     * @param proxies {@code gateway.trusted-proxies}: whose {@code X-Forwarded-For} counts
     * @param connections {@code gateway.max-connections}
     * @param connectionsOfAddress {@code gateway.max-connections-of-address}
     * @param headPatience {@code gateway.head-timeout}
     * @param requestPatience {@code gateway.request-timeout}
     * @param addressRate {@code gateway.address-rate}, calls a second; twice as many may be saved up
     * @param callerRate {@code gateway.caller-rate}, calls a second; twice as many may be saved up
     * @param remembered {@code gateway.max-limited}: addresses, and callers, that the limits remember
     */
    public record NetworkOptions(
            AddressRules rules,
            List<Network> proxies,
            int connections,
            int connectionsOfAddress,
            Duration headPatience,
            Duration requestPatience,
            int addressRate,
            int callerRate,
            int remembered) {
        /** Keeps a copy of the list. */
        public NetworkOptions {
            proxies = List.copyOf(proxies);
        }
    }

    /**
     * Limits of WebSockets.
     *
     * @param most {@code gateway.max-sockets}
     * @param loginPatience {@code gateway.login-timeout}: how long a socket may be open without saying who it is
     * @param readPatience {@code gateway.read-timeout}: how long a client may read nothing while something waits
     * @param unread {@code gateway.max-unread}: characters that may wait to be read by a client
     */
    public record SocketOptions(int most, Duration loginPatience, Duration readPatience, int unread) {}

    /** Reads the options; what is not allowed is noted as a fault of the settings. */
    public static GatewayOptions from(Settings settings) {
        String host = settings.text("gateway.host", "127.0.0.1");
        boolean plain = settings.flag("gateway.plain", false);
        Path folder = settings.path("gateway.folder", Path.of(".bourse", "gateway"));
        Optional<Tls> tls = tls(settings);
        if (tls.isEmpty()
                && !plain
                && !List.of("127.0.0.1", "localhost", "::1", "[::1]").contains(host)) {
            settings.fault(
                    "gateway.host",
                    "'" + host + "' is not loopback, so it needs gateway.tls-certificate and gateway.tls-key, or"
                            + " gateway.plain=true behind a proxy that ends TLS");
        }
        return new GatewayOptions(
                host,
                settings.integer("gateway.port", 8090, 0, 65_535),
                tls,
                plain,
                folder,
                duration(settings, "gateway.access-lifetime", "PT5M", "PT1S", "PT1H"),
                duration(settings, "gateway.refresh-lifetime", "PT12H", "PT1M", "P30D"),
                settings.integer("gateway.max-sessions", 100_000, 1, 10_000_000),
                duration(settings, "gateway.signature-window", "PT10S", "PT1S", "PT5M"),
                settings.integer("gateway.max-nonces", 1_000_000, 100, 100_000_000),
                new Password.Cost(
                        settings.integer("gateway.password-memory", Password.Cost.DEFAULT.memoryKib(), 64, 1_048_576),
                        settings.integer("gateway.password-passes", Password.Cost.DEFAULT.passes(), 1, 20)),
                settings.integer("gateway.max-passwords", 64, 1, 10_000),
                settings.flag("gateway.registration", true),
                settings.integer("gateway.max-users", 100_000, 1, 10_000_000),
                settings.integer("gateway.attempts-per-minute", 60, 1, 1_000_000) / 60.0,
                Origin.list(settings, "gateway.allowed-origins"),
                network(settings),
                settings.integer("gateway.max-body", 16_384, 256, 1_048_576),
                settings.integer("gateway.max-header", 8_192, 1_024, 65_536),
                settings.integer("gateway.max-commands", 4_096, 1, 1_000_000),
                duration(settings, "gateway.command-timeout", "PT5S", "PT0.1S", "PT1M"),
                new ReadModel.Bounds(
                        settings.integer("gateway.kept-orders", 200_000, 1, 100_000_000),
                        settings.integer("gateway.kept-events", 1_000_000, 1, 100_000_000)),
                settings.integer("gateway.output-queue", 65_536, 1, 10_000_000),
                new SocketOptions(
                        settings.integer("gateway.max-sockets", 10_000, 1, 1_000_000),
                        duration(settings, "gateway.login-timeout", "PT10S", "PT0.1S", "PT5M"),
                        duration(settings, "gateway.read-timeout", "PT10S", "PT0.1S", "PT5M"),
                        settings.integer("gateway.max-unread", 262_144, 4_096, 100_000_000)),
                settings.choice("gateway.exchange", Behind.SEQUENCER),
                SnapshotOptions.from(
                        settings, "gateway", settings.path("gateway.snapshot-folder", folder.resolve("snapshots"))));
    }

    private static NetworkOptions network(Settings settings) {
        return new NetworkOptions(
                new AddressRules(networks(settings, "gateway.allow"), networks(settings, "gateway.block")),
                networks(settings, "gateway.trusted-proxies"),
                settings.integer("gateway.max-connections", 20_000, 1, 1_000_000),
                settings.integer("gateway.max-connections-of-address", 1_000, 1, 1_000_000),
                duration(settings, "gateway.head-timeout", "PT30S", "PT0.1S", "PT10M"),
                duration(settings, "gateway.request-timeout", "PT15S", "PT0.1S", "PT10M"),
                settings.integer("gateway.address-rate", 1_000, 1, 10_000_000),
                settings.integer("gateway.caller-rate", 500, 1, 10_000_000),
                settings.integer("gateway.max-limited", 100_000, 1, 10_000_000));
    }

    private static Optional<Tls> tls(Settings settings) {
        Optional<Path> certificate = settings.readableFile("gateway.tls-certificate");
        Optional<Path> key = settings.readableFile("gateway.tls-key");
        if (certificate.isPresent() != key.isPresent()) {
            settings.fault(
                    certificate.isPresent() ? "gateway.tls-key" : "gateway.tls-certificate",
                    "is missing; certificate and key come together");
        }
        return certificate.flatMap(file -> key.map(with -> new Tls(file, with)));
    }

    private static List<Network> networks(Settings settings, String name) {
        List<Network> networks = new ArrayList<>();
        for (String text : settings.list(name, List.of())) {
            try {
                networks.add(network(text));
            } catch (IllegalArgumentException noNetwork) {
                settings.fault(name, "'" + text + "' is no address and no block such as 10.0.0.0/8 or 2001:db8::/32");
            }
        }
        return networks;
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                .getAddress();
        return new Network(
                Address.of(bytes), slash < 0 ? bytes.length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1)));
    }

    private static Duration duration(Settings settings, String key, String fallback, String least, String most) {
        return settings.duration(key, Duration.parse(fallback), Duration.parse(least), Duration.parse(most));
    }
}
