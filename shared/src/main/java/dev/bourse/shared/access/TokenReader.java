package dev.bourse.shared.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the gateway's access tokens with the key of those tokens alone, from which nothing else of the gateway's can be
 * derived. A session that was ended is not heard of here: its token says something until it expires. Safe for all
 * threads.
 */
public final class TokenReader {
    /** What the key of access tokens is derived for. */
    public static final String PURPOSE = "access-token";

    /** The file in the gateway's folder that holds the key for others to read. */
    public static final String FILE = "token-key";

    private static final String BEARER = "Bearer ";

    private final Optional<Secret> key;

    /** @param key the key of access tokens; without one nobody is known */
    public TokenReader(Optional<Secret> key) {
        this.key = key;
    }

    /** Who sends this {@code Authorization} header; empty where it holds no valid token. */
    public Optional<AccessToken> bearer(@Nullable String authorization, long nowMillis) {
        return authorization != null && authorization.startsWith(BEARER)
                ? token(authorization.substring(BEARER.length()), nowMillis)
                : Optional.empty();
    }

    /** Who has this token; empty where it is none, or expired. */
    public Optional<AccessToken> token(String text, long nowMillis) {
        return key.flatMap(known -> AccessToken.read(text, known, nowMillis / 1_000));
    }
}
