package dev.bourse.gateway;

import dev.bourse.shared.config.HostPort;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.rest.Origin;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a gateway listens, as programs of its own machine reach it.
 *
 * @param certificate with which it proves who it is; without it there is no TLS
 */
public record GatewayEndpoint(String host, int port, Optional<Path> certificate) {
    /** Where a gateway with these settings will listen; unknown where the system chooses the port. */
    public static Optional<GatewayEndpoint> planned(Settings settings) {
        GatewayOptions options = GatewayOptions.from(settings);
        return options.port() == 0 ? Optional.empty() : Optional.of(of(options, options.port()));
    }

    /** As browsers of this machine name it; none where its host is nothing that they could. */
    public Optional<Origin> origin() {
        return Origin.of((certificate.isPresent() ? "https://" : "http://") + new HostPort(host, port));
    }

    static GatewayEndpoint of(GatewayOptions options, int port) {
        boolean everywhere = options.host().equals("0.0.0.0") || options.host().equals("::");
        return new GatewayEndpoint(
                everywhere ? "127.0.0.1" : options.host(), port, options.tls().map(GatewayOptions.Tls::certificate));
    }
}
