package dev.bourse.marketdata.rest;

import dev.bourse.shared.access.TokenReader;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.rest.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may see deep books: whoever knows a key, or has an access token of the gateway. Only SHA-256 hashes of keys are
 * known here. Safe for all threads.
 */
public final class Entitlements {
    /** Levels of a side that anybody may see. */
    public static final int PUBLIC_DEPTH = 5;

    private static final String BEARER = "Bearer ";

    private final List<byte[]> hashes;
    private final TokenReader tokens;
    private final Clock clock;
    private final int deepest;

    /**
     * @param hashes SHA-256 of each key in hexadecimal
     * @param deepest levels of a side that who knows a key or has a token may see
     */
    public Entitlements(List<String> hashes, TokenReader tokens, Clock clock, int deepest) {
        this.tokens = tokens;
        this.clock = clock;
        this.hashes = hashes.stream().map(HexFormat.of()::parseHex).toList();
        this.deepest = deepest;
    }

    /** How deep a caller may see by its {@code Authorization} header. */
    public int depth(@Nullable String authorization) {
        return authorization != null && authorization.startsWith(BEARER)
                ? depthOfKey(authorization.substring(BEARER.length()))
                : PUBLIC_DEPTH;
    }

    /**
     * How deep who knows a key, or has a token, may see. Takes as long for a wrong key as for a right one; a token must
     * not have expired.
     */
    public int depthOfKey(String key) {
        byte[] hash = hash(key);
        boolean known = false;
        for (byte[] one : hashes) {
            known |= MessageDigest.isEqual(one, hash);
        }
        return known || tokens.token(key, clock.millis()).isPresent() ? deepest : PUBLIC_DEPTH;
    }

    /** Refuses a depth above what is allowed. */
    public static void check(int depth, int allowed) {
        if (depth > allowed) {
            throw Problem.ofField(
                    403,
                    "not-entitled",
                    "depth",
                    "A depth of " + depth
                            + " needs an entitlement: a key or an access token in the Authorization header",
                    "1 to " + allowed);
        }
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
