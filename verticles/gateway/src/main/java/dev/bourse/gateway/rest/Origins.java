package dev.bourse.gateway.rest;

import dev.bourse.gateway.problem.Problem;
import dev.bourse.shared.rest.Origin;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.Supplier;

/**
 * Which pages of other origins may use the gateway: those that are named, and no others. A browser says in the header
 * {@code Origin} whose page asks; programs have none. There are no cookies, so nothing of this stands in for
 * authentication: it keeps pages of strangers from using a visitor's address. On the gateway's context alone.
 */
public final class Origins {
    private static final String METHODS = "GET, POST, PUT, DELETE";
    private static final String HEADERS = "Authorization, Content-Type";
    /** For how long a browser need not ask again, in seconds. */
    private static final String MAX_AGE = "600";

    private final Supplier<List<Origin>> allowed;

    /** @param allowed asked at each request that has an origin */
    public Origins(Supplier<List<Origin>> allowed) {
        this.allowed = allowed;
    }

    /**
     * Tells the browser what its page may read, also of a refusal that comes later.
     *
     * @return false where the page is none of those that may ask
     */
    boolean mark(HttpServerRequest request) {
        HttpServerResponse response = request.response().putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return true;
        }
        if (allowed.get().stream().anyMatch(one -> one.text().equals(origin))) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
            return true;
        }
        // Programs' libraries send the server's own origin with a WebSocket; the gateway has no page that would.
        return request.path().equals(RestApi.SOCKETS) && isOwn(origin, request);
    }

    /** Whether the request only asks what a page may ask, which nothing needs to be known for. */
    static boolean isQuestion(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** Answers that question for a page that was marked. */
    static void answer(HttpServerRequest request) {
        request.response()
                .setStatusCode(204)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE)
                .end();
    }

    static RuntimeException refused() {
        return Problem.of(
                        403,
                        "foreign-origin",
                        "Pages of that origin may not use this gateway (gateway.allowed-origins)")
                .field("Origin")
                .refusal();
    }

    private static boolean isOwn(String origin, HttpServerRequest request) {
        String host = String.valueOf(request.getHeader(HttpHeaders.HOST));
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }
}
