package dev.bourse.gateway;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a gateway listens, as programs of its own machine reach it.
 *
 * @param certificate with which it proves who it is; without it there is no TLS
 */
public record GatewayEndpoint(String host, int port, Optional<Path> certificate) {
    static GatewayEndpoint of(GatewayOptions options, int port) {
        boolean everywhere = options.host().equals("0.0.0.0") || options.host().equals("::");
        return new GatewayEndpoint(
                everywhere ? "127.0.0.1" : options.host(), port, options.tls().map(GatewayOptions.Tls::certificate));
    }
}
