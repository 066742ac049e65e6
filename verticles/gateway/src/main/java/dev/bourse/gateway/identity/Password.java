package dev.bourse.gateway.identity;

import dev.bourse.gateway.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as Argon2id hashes in the PHC form {@code $argon2id$v=19$m=..,t=..,p=..$salt$hash}. Hashing costs tens of
 * milliseconds and the memory that the costs name, so it never runs on an event loop. Safe for all threads.
 */
public final class Password {
    /** Bytes of a salt. */
    public static final int SALT = 16;

    private static final int HASH = 32;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;
    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
            + "\\$([A-Za-z0-9+/]{1,64})\\$([A-Za-z0-9+/]{1,128})");

    private Password() {}

    /**
     * What a hash costs.
     *
     * @param memoryKib memory in KiB
     * @param passes over the memory
     */
    public record Cost(int memoryKib, int passes) {
        /** What is held to be enough for a service that many log in to. */
        public static final Cost DEFAULT = new Cost(19_456, 2);
    }

    /** Refuses a password that is too short to be safe or too long to be one. */
    public static void check(String field, String password) {
        int length = password.length();
        if (length < SHORTEST || length > LONGEST) {
            throw Problem.invalid(
                            field,
                            "A password has " + SHORTEST + " to " + LONGEST + " characters; this one has " + length)
                    .refusal();
        }
    }

    /** The hash of a password with a salt that was drawn for it. */
    public static String hash(String password, byte[] salt, Cost cost) {
        byte[] hash = argon2(password, salt, cost.memoryKib(), cost.passes(), 1, HASH);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=1$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    /** A hash that no password has: looking somebody up who is not there costs as much time as who is. */
    public static String nobody(Cost cost) {
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=1$" + "A".repeat(22) + "$"
                + "A".repeat(43);
    }

    /** Whether it is the password of a hash; whatever is no hash is nobody's. */
    public static boolean matches(String password, String phc) {
        Matcher matcher = PHC.matcher(phc);
        if (!matcher.matches()) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(matcher.group(4));
        byte[] expected = Base64.getDecoder().decode(matcher.group(5));
        byte[] actual = argon2(
                password,
                salt,
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    private static byte[] argon2(String password, byte[] salt, int memoryKib, int passes, int lanes, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
