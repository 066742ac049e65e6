package dev.bourse.gateway.identity;

import dev.bourse.gateway.access.Principal;
import dev.bourse.gateway.problem.Problem;
import dev.bourse.gateway.problem.Refusal;
import dev.bourse.shared.access.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Requests of programs, signed with a key: HMAC-SHA256 over method, target, timestamp, nonce and the hash of the body.
 * A request counts once, and only near its time. One thread; time is an argument.
 */
public final class Signatures {
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,15}");

    private final Identities identities;
    private final Secret secret;
    private final long windowMillis;
    private final Nonces nonces;

    /**
     * What a signed request brings.
     *
     * @param key the key's id
     * @param timestamp milliseconds since 1970 UTC, as text
     * @param nonce never used before with that key
     * @param signature of all of it
     */
    public record Signed(String key, String timestamp, String nonce, String signature) {}

    /**
     * @param secret the one that keys are derived from
     * @param window how far a request's timestamp may be from the present, before and after
     * @param most nonces that are remembered
     */
    public Signatures(Identities identities, Secret secret, Duration window, int most) {
        this.identities = identities;
        this.secret = secret;
        windowMillis = window.toMillis();
        // A request from the end of the window to come is good for two windows.
        nonces = new Nonces(2 * windowMillis, most, Math.max(1, most / 4));
    }

    /** The secret of a key, which its owner is told once. */
    public Secret secretOf(String key) {
        return secret.derive("api-key:" + key);
    }

    /** What is signed. */
    public static String text(String method, String target, String timestamp, String nonce, byte[] body) {
        return method + "\n" + target + "\n" + timestamp + "\n" + nonce + "\n" + sha256(body);
    }

    /**
     * Who signed a request.
     *
     * @param target path and query as they were sent
     */
    public Principal principal(Signed signed, String method, String target, byte[] body, long nowMillis) {
        if (!DIGITS.matcher(signed.timestamp()).matches()) {
            throw refused("Bourse-Timestamp", "Bourse-Timestamp counts milliseconds since 1970 UTC");
        }
        if (!NONCE.matcher(signed.nonce()).matches()) {
            throw refused("Bourse-Nonce", "Bourse-Nonce has 8 to 64 letters, digits, - and _");
        }
        long age = nowMillis - Long.parseLong(signed.timestamp());
        if (Math.abs(age) > windowMillis) {
            throw refused(
                    "Bourse-Timestamp",
                    "Bourse-Timestamp is " + age + " ms before the server's time; allowed are " + windowMillis
                            + " either way");
        }
        // Of a key that does not exist as much is reckoned as of one that does.
        String text = text(method, target, signed.timestamp(), signed.nonce(), body);
        boolean right = secretOf(signed.key()).verifies(text, signed.signature());
        var key = identities.key(signed.key());
        var user = key.flatMap(known -> identities.user(known.user()));
        if (!right || user.isEmpty()) {
            throw refused("Bourse-Signature", "The key is not known or the signature is not right");
        }
        note(signed, nowMillis);
        return new Principal(user.get().name(), user.get().role(), "key:" + signed.key());
    }

    /** Whether the credential of a principal is a key that is of use, or no key at all. */
    public boolean isLive(Principal principal) {
        return !principal.credential().startsWith("key:")
                || identities
                        .key(principal.credential().substring("key:".length()))
                        .isPresent();
    }

    /** How many nonces are remembered. */
    public int remembered() {
        return nonces.size();
    }

    private void note(Signed signed, long nowMillis) {
        switch (nonces.note(signed.key(), signed.nonce(), nowMillis)) {
            case NEW -> {}
            case REPLAYED -> throw refused("Bourse-Nonce", "Bourse-Nonce was used before with this key");
            case NO_ROOM ->
                throw Problem.of(429, "too-many-nonces", "Too many signed requests; send fewer")
                        .retryAfter(Math.max(1, windowMillis / 1_000))
                        .refusal();
        }
    }

    private static Refusal refused(String header, String detail) {
        return Problem.of(401, "invalid-signature", detail).field(header).refusal();
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }
}
