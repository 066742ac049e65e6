package dev.bourse.gateway.rest;

import dev.bourse.gateway.access.Principal;
import dev.bourse.gateway.identity.Sessions;
import dev.bourse.gateway.identity.Signatures;
import dev.bourse.gateway.identity.Signatures.Signed;
import dev.bourse.gateway.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who sends a request: by a session's token, by a signature, or the public. On the gateway's context alone. */
public final class Authentication {
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final Signatures signatures;

    public Authentication(Sessions sessions, Signatures signatures) {
        this.sessions = sessions;
        this.signatures = signatures;
    }

    /** The principal of a request; refuses credentials that prove nothing. */
    Principal principal(MultiMap headers, String method, String target, byte[] body, long nowMillis) {
        String authorization = headers.get(HttpHeaders.AUTHORIZATION);
        Optional<Signed> signed = signed(
                headers.get("Bourse-Key"),
                headers.get("Bourse-Timestamp"),
                headers.get("Bourse-Nonce"),
                headers.get("Bourse-Signature"));
        if (authorization != null && signed.isPresent()) {
            throw refused("A request has a token or a signature, not both");
        }
        if (signed.isPresent()) {
            return signatures.principal(signed.get(), method, target, body, nowMillis);
        }
        return authorization == null ? Principal.PUBLIC : bearer(authorization, nowMillis);
    }

    /** The principal of a session's token. */
    public Principal token(String token, long nowMillis) {
        return sessions.principal(token, nowMillis)
                .orElseThrow(() -> refused("The token is not ours, has expired, or its session has ended"));
    }

    /** The principal of a signed login without a body. */
    public Principal signed(Signed signed, String method, String target, long nowMillis) {
        return signatures.principal(signed, method, target, new byte[0], nowMillis);
    }

    /** When a token expires, in milliseconds since 1970 UTC. */
    public long expiryMillis(String token, long nowMillis) {
        return sessions.expiryMillis(token, nowMillis);
    }

    /** Whether what proved a principal still does. */
    public boolean holds(Principal who, long nowMillis) {
        return sessions.isLive(who, nowMillis) && signatures.isLive(who);
    }

    private Principal bearer(String authorization, long nowMillis) {
        if (!authorization.startsWith(BEARER)) {
            throw refused("Authorization is 'Bearer' and a token");
        }
        return token(authorization.substring(BEARER.length()), nowMillis);
    }

    private static Optional<Signed> signed(
            @Nullable String key, @Nullable String timestamp, @Nullable String nonce, @Nullable String signature) {
        if (key == null && timestamp == null && nonce == null && signature == null) {
            return Optional.empty();
        }
        if (key == null || timestamp == null || nonce == null || signature == null) {
            throw Problem.of(
                            401,
                            "invalid-signature",
                            "A signed request has Bourse-Key, Bourse-Timestamp, Bourse-Nonce and Bourse-Signature")
                    .field("Bourse-Signature")
                    .refusal();
        }
        return Optional.of(new Signed(key, timestamp, nonce, signature));
    }

    private static RuntimeException refused(String detail) {
        return Problem.of(401, "invalid-token", detail).field("Authorization").refusal();
    }
}
