package dev.bourse.shared.access;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that signs by HMAC-SHA256, and from which further secrets are derived by name: the gateway keeps one and
 * nothing of what it gives out. It never prints itself. Safe for all threads.
 */
public final class Secret {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private Secret(byte[] bytes) {
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Of random bytes, 32 or more. */
    public static Secret of(byte[] bytes) {
        if (bytes.length < 32) {
            throw new IllegalArgumentException("a secret has 32 bytes or more, not " + bytes.length);
        }
        return new Secret(bytes);
    }

    /** A secret of its own for a purpose. */
    public Secret derive(String purpose) {
        return new Secret(mac(purpose));
    }

    /** This secret as its owner gets to know it: base64url without padding. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getEncoded());
    }

    /**
     * The secret that {@link #text} gave.
     *
     * @throws IllegalArgumentException if it is no base64url, or of less than 32 bytes
     */
    public static Secret ofText(String text) {
        return of(Base64.getUrlDecoder().decode(text));
    }

    /** The signature of a text: base64url without padding. */
    public String sign(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(text));
    }

    /** Whether it is the signature of a text; takes as long wherever the two differ. */
    public boolean verifies(String text, String signature) {
        return MessageDigest.isEqual(
                sign(text).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Secret[********]";
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException absent) {
            throw new IllegalStateException("every Java has " + ALGORITHM, absent);
        }
    }
}
