package dev.bourse.gateway.desk;

import dev.bourse.gateway.identity.Identities;
import dev.bourse.gateway.identity.Identities.User;
import dev.bourse.gateway.identity.IdentityEvent.KeyCreated;
import dev.bourse.gateway.identity.IdentityEvent.UserCreated;
import dev.bourse.gateway.identity.Signatures;
import dev.bourse.shared.access.Role;
import dev.bourse.shared.access.Secret;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Users as whom programs of the gateway's own process act. Nobody knows a password of theirs, and nobody can register
 * under their names, which begin with {@code ~}; they sign with a key. On the gateway's context alone.
 */
public final class Programs {
    private static final String PREFIX = "~";
    private static final String LABEL = "of the process";
    private static final int ID_BYTES = 16;

    private final Identities identities;
    private final IdentityLog log;
    private final Passwords passwords;
    private final Signatures signatures;
    private final SecureRandom random;

    /** What a program signs with. */
    public record Credentials(String user, String key, Secret secret) {}

    public Programs(
            Identities identities, IdentityLog log, Passwords passwords, Signatures signatures, SecureRandom random) {
        this.identities = identities;
        this.log = log;
        this.passwords = passwords;
        this.signatures = signatures;
        this.random = random;
    }

    /** The credentials of a program, which becomes a user when it is first asked for. */
    public Future<Credentials> credentials(String name, Role role) {
        String user = PREFIX + name;
        Future<Void> present = identities.user(user).isPresent()
                ? Future.succeededFuture()
                : log.add(new UserCreated(log.nowMillis(), user, role, passwords.nobody()));
        return present.compose(there -> {
                    User known = identities.user(user).orElseThrow();
                    if (known.role() != role) {
                        return Future.failedFuture(
                                new IllegalStateException(user + " is " + known.role() + ", not " + role));
                    }
                    if (!known.keys().isEmpty()) {
                        return Future.succeededFuture(known.keys().getFirst().id());
                    }
                    byte[] bytes = new byte[ID_BYTES];
                    random.nextBytes(bytes);
                    String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                    return log.add(new KeyCreated(log.nowMillis(), user, key, LABEL))
                            .map(added -> key);
                })
                .map(key -> new Credentials(user, key, signatures.secretOf(key)));
    }
}
