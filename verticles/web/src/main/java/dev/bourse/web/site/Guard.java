package dev.bourse.web.site;

import dev.bourse.shared.rest.Origin;
import dev.bourse.web.rest.Problem;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything: sets the security headers, and refuses requests that call this server by a name that is not
 * its own (DNS rebinding) or that another site's page sent (no cross-origin access of any kind).
 */
public final class Guard implements Handler<RoutingContext> {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; connect-src 'self'";

    private final List<String> allowedHosts;
    private final Supplier<Optional<Origin>> gateway;

    /**
     * @param allowedHosts names without ports in lower case, or {@code *}
     * @param gateway the only other server that the page may talk to
     */
    public Guard(List<String> allowedHosts, Supplier<Optional<Origin>> gateway) {
        this.allowedHosts =
                allowedHosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        this.gateway = gateway;
    }

    @Override
    public void handle(RoutingContext context) {
        context.addHeadersEndHandler(sent -> secure(context.response().headers()));
        HttpServerRequest request = context.request();
        HostAndPort authority = request.authority();
        if (authority == null || !isAllowed(authority.host())) {
            Problem.of(
                            421,
                            "wrong-host",
                            "This server does not answer to that name; allowed are " + allowedHosts
                                    + " (setting web.allowed-hosts)")
                    .field("Host")
                    .answer(context);
            return;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !isOwn(origin, authority)) {
            Problem.of(403, "foreign-origin", "Pages of other sites may not use this server")
                    .field("Origin")
                    .answer(context);
            return;
        }
        context.next();
    }

    private boolean isAllowed(@Nullable String host) {
        return host != null && (allowedHosts.contains("*") || allowedHosts.contains(host.toLowerCase(Locale.ROOT)));
    }

    private static boolean isOwn(String origin, HostAndPort authority) {
        String own = authority.port() < 0 ? authority.host() : authority.host() + ":" + authority.port();
        return origin.equalsIgnoreCase("http://" + own) || origin.equalsIgnoreCase("https://" + own);
    }

    private void secure(MultiMap headers) {
        String others = gateway.get()
                .map(origin -> " " + origin + " " + origin.sockets())
                .orElse("");
        headers.set("Content-Security-Policy", POLICY + others);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        // SockJS allows every origin of its own accord.
        headers.remove(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        headers.remove(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS);
    }
}
