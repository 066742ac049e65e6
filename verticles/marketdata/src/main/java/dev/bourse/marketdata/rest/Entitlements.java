package dev.bourse.marketdata.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may see deep books: whoever knows a key. Only SHA-256 hashes of keys are known here. Safe for all threads. */
public final class Entitlements {
    /** Levels of a side that anybody may see. */
    public static final int PUBLIC_DEPTH = 5;

    private static final String BEARER = "Bearer ";

    private final List<byte[]> hashes;
    private final int deepest;

    /**
     * @param hashes SHA-256 of each key in hexadecimal
     * @param deepest levels of a side that who knows a key may see
     */
    public Entitlements(List<String> hashes, int deepest) {
        this.hashes = hashes.stream().map(HexFormat.of()::parseHex).toList();
        this.deepest = deepest;
    }

    /** How deep a caller may see by its {@code Authorization} header. */
    public int depth(@Nullable String authorization) {
        return authorization != null && authorization.startsWith(BEARER)
                ? depthOfKey(authorization.substring(BEARER.length()))
                : PUBLIC_DEPTH;
    }

    /** How deep who knows a key may see. Takes as long for a wrong key as for a right one. */
    public int depthOfKey(String key) {
        byte[] hash = hash(key);
        boolean known = false;
        for (byte[] one : hashes) {
            known |= MessageDigest.isEqual(one, hash);
        }
        return known ? deepest : PUBLIC_DEPTH;
    }

    /** Refuses a depth above what is allowed. */
    public static void check(int depth, int allowed) {
        if (depth > allowed) {
            throw Problem.ofField(
                    403,
                    "not-entitled",
                    "depth",
                    "A depth of " + depth + " needs an entitlement: a key in the Authorization header",
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
