package dev.bourse.shared.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON Web Token that says for some minutes who somebody is. Only HS256 with the one header that is written here is
 * read: what a token says of its own algorithm decides nothing.
 *
 * @param user the user's name
 * @param role the user's role
 * @param session the session that it belongs to
 * @param issuedSeconds when it was issued, in seconds since 1970 UTC
 * @param expiresSeconds from when on it says nothing
 */
public record AccessToken(String user, Role role, String session, long issuedSeconds, long expiresSeconds) {
    private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    private static final int LONGEST = 1_024;
    private static final Pattern CLAIMS = Pattern.compile("\\{\"iss\":\"bourse\",\"sub\":\"([a-z0-9._-]{1,64})\","
            + "\"role\":\"([a-z]{1,16})\",\"sid\":\"([A-Za-z0-9_-]{1,64})\",\"iat\":(\\d{1,15}),\"exp\":(\\d{1,15})}");

    /** The token as it travels. */
    public String write(Secret secret) {
        String claims = "{\"iss\":\"bourse\",\"sub\":\"" + user + "\",\"role\":\"" + role.word() + "\",\"sid\":\""
                + session + "\",\"iat\":" + issuedSeconds + ",\"exp\":" + expiresSeconds + "}";
        String signed = HEADER + "." + encode(claims);
        return signed + "." + secret.sign(signed);
    }

    /** What a token says, if it is ours and has not expired. */
    public static Optional<AccessToken> read(String text, Secret secret, long nowSeconds) {
        int signature = text.lastIndexOf('.');
        if (text.length() > LONGEST || signature < 0 || !text.startsWith(HEADER + ".")) {
            return Optional.empty();
        }
        String signed = text.substring(0, signature);
        if (signed.length() <= HEADER.length() || !secret.verifies(signed, text.substring(signature + 1))) {
            return Optional.empty();
        }
        // What we signed we wrote, so it decodes.
        byte[] claims = Base64.getUrlDecoder().decode(signed.substring(HEADER.length() + 1));
        Matcher matcher = CLAIMS.matcher(new String(claims, StandardCharsets.UTF_8));
        if (!matcher.matches() || nowSeconds >= Long.parseLong(matcher.group(5))) {
            return Optional.empty();
        }
        return Role.ofUser(matcher.group(2))
                .map(role -> new AccessToken(
                        matcher.group(1),
                        role,
                        matcher.group(3),
                        Long.parseLong(matcher.group(4)),
                        Long.parseLong(matcher.group(5))));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
