package dev.bourse.data.vendor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/** Which vendor has which token. Without any token every vendor is let in; with some, only those. */
public final class Tokens implements BiPredicate<String, String> {
    private final Map<String, byte[]> byVendor;

    private Tokens(Map<String, byte[]> byVendor) {
        this.byVendor = byVendor;
    }

    /**
     * Reads {@code vendor=token,vendor=token}; nothing but blanks means no token.
     *
     * @throws IllegalArgumentException where it is not of that form; the message has no token in it
     */
    public static Tokens parse(String text) {
        Map<String, byte[]> tokens = new HashMap<>();
        for (String part : text.split(",")) {
            int sign = part.indexOf('=');
            String vendor = part.substring(0, Math.max(sign, 0)).strip();
            String token = part.substring(sign + 1).strip();
            if (!part.isBlank() && (vendor.isEmpty() || token.isEmpty())) {
                throw new IllegalArgumentException("not of the form vendor=token,vendor=token");
            }
            if (!part.isBlank()) {
                tokens.put(vendor, token.getBytes(StandardCharsets.UTF_8));
            }
        }
        return new Tokens(tokens);
    }

    /** True where no vendor needs a token. */
    public boolean isOpen() {
        return byVendor.isEmpty();
    }

    /** Compares in constant time, so that a token cannot be found by the time that refusing it takes. */
    @Override
    public boolean test(String vendor, String token) {
        byte[] expected = byVendor.get(vendor);
        return isOpen()
                || (expected != null && MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8)));
    }
}
