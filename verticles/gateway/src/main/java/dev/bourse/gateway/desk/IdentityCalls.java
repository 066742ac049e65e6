package dev.bourse.gateway.desk;

import dev.bourse.gateway.access.Call;
import dev.bourse.gateway.identity.Identities;
import dev.bourse.gateway.identity.Identities.User;
import dev.bourse.gateway.identity.IdentityEvent.KeyCreated;
import dev.bourse.gateway.identity.IdentityEvent.KeyRevoked;
import dev.bourse.gateway.identity.IdentityEvent.PasswordChanged;
import dev.bourse.gateway.identity.IdentityEvent.UserCreated;
import dev.bourse.gateway.identity.Password;
import dev.bourse.gateway.identity.Sessions;
import dev.bourse.gateway.identity.Signatures;
import dev.bourse.gateway.limit.Address;
import dev.bourse.gateway.limit.TokenBuckets;
import dev.bourse.gateway.order.Fields;
import dev.bourse.gateway.problem.Problem;
import dev.bourse.shared.access.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Users, sessions and keys. Nothing that is secret is kept or logged; a key's secret is told once. */
public final class IdentityCalls {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,31}");
    private static final int ID_BYTES = 16;
    private static final int REMEMBERED = 100_000;
    private static final List<Role> ROLES = List.of(Role.TRADER, Role.OPERATOR, Role.AUDITOR);

    private final Identities identities;
    private final Sessions sessions;
    private final Signatures signatures;
    private final IdentityLog log;
    private final Passwords passwords;
    private final SecureRandom random;
    private final Terms terms;
    private final TokenBuckets<Address> attempts;
    private final TokenBuckets<String> attemptsOfUser;

    /**
     * What anybody may do.
     *
     * @param registration whether anybody may become a trader
     * @param mostUsers users at most
     * @param attemptsPerSecond passwords that an address, and for a user anybody, may try
     * @param attempts how many of them may be saved up
     */
    public record Terms(boolean registration, int mostUsers, double attemptsPerSecond, int attempts) {}

    public IdentityCalls(
            Identities identities,
            Sessions sessions,
            Signatures signatures,
            IdentityLog log,
            Passwords passwords,
            SecureRandom random,
            Terms terms) {
        this.identities = identities;
        this.sessions = sessions;
        this.signatures = signatures;
        this.log = log;
        this.passwords = passwords;
        this.random = random;
        this.terms = terms;
        attempts = new TokenBuckets<>(terms.attemptsPerSecond(), terms.attempts(), REMEMBERED);
        // Wider, so that guessing at a user's password from one address does not lock the user out at once.
        attemptsOfUser = new TokenBuckets<>(3 * terms.attemptsPerSecond(), 3 * terms.attempts(), REMEMBERED);
    }

    /** Says which calls are answered here. */
    public void addTo(Calls calls) {
        calls.putIndependent(Call.REGISTER, this::register)
                .putIndependent(Call.LOG_IN, this::logIn)
                .putIndependent(Call.REFRESH, this::refresh)
                .putIndependent(Call.LOG_OUT, this::logOut)
                .putIndependent(Call.CHANGE_PASSWORD, this::changePassword)
                .putIndependent(Call.CREATE_KEY, this::createKey)
                .putIndependent(Call.KEYS, this::keys)
                .putIndependent(Call.REVOKE_KEY, this::revokeKey)
                .putIndependent(Call.CREATE_USER, this::createUser)
                .putIndependent(Call.USERS, this::users);
    }

    private Future<Reply> register(Request request) {
        if (!terms.registration()) {
            throw Problem.of(403, "registration-closed", "Users are created by an operator here")
                    .refusal();
        }
        admit(request.address(), "");
        return create(request.body().only("user", "password"), Role.TRADER);
    }

    private Future<Reply> createUser(Request request) {
        Fields body = request.body().only("user", "password", "role");
        return create(body, body.choice("role", ROLES));
    }

    private Future<Reply> create(Fields body, Role role) {
        String name = body.text("user", 32);
        if (!NAME.matcher(name).matches()) {
            throw body.invalid("user", "3 to 32 of a-z, 0-9, '.', '_' and '-', the first a letter or digit");
        }
        String password = body.text("password", 1_000);
        Password.check("password", password);
        if (identities.user(name).isPresent()) {
            throw taken(name);
        }
        if (identities.users().size() >= terms.mostUsers()) {
            throw Problem.of(503, "too-many-users", "There are as many users as there may be")
                    .refusal();
        }
        return passwords
                .hash(password)
                .compose(hash -> log.add(new UserCreated(log.nowMillis(), name, role, hash)))
                .map(added -> Reply.created(new JsonObject().put("user", name).put("role", role.word())));
    }

    private Future<Reply> logIn(Request request) {
        Fields body = request.body().only("user", "password");
        String name = body.text("user", 64);
        String password = body.text("password", 1_000);
        admit(request.address(), name);
        User user = identities.user(name).orElse(null);
        return passwords
                .matches(password, user == null ? passwords.nobody() : user.passwordHash())
                .map(right -> {
                    if (!right || user == null) {
                        throw wrong("password");
                    }
                    return Reply.created(tokens(sessions.begin(user, id(), log.nowMillis())));
                });
    }

    private Future<Reply> refresh(Request request) {
        String token = request.body().only("refreshToken").text("refreshToken", 256);
        return Future.succeededFuture(Reply.ok(tokens(sessions.refresh(token, log.nowMillis()))));
    }

    private Future<Reply> logOut(Request request) {
        sessions.end(request.who());
        return Future.succeededFuture(Reply.ok(new JsonObject()));
    }

    private Future<Reply> changePassword(Request request) {
        Fields body = request.body().only("password", "newPassword");
        String next = body.text("newPassword", 1_000);
        Password.check("newPassword", next);
        User user = identities.user(request.who().user()).orElseThrow();
        admit(request.address(), user.name());
        return passwords
                .matches(body.text("password", 1_000), user.passwordHash())
                .compose(right -> right ? passwords.hash(next) : Future.failedFuture(wrong("password")))
                .compose(hash -> log.add(new PasswordChanged(log.nowMillis(), user.name(), hash)))
                .map(changed -> {
                    sessions.endAll(user.name());
                    return Reply.ok(new JsonObject());
                });
    }

    private Future<Reply> createKey(Request request) {
        String label = request.body().only("label").text("label", 64, "");
        User user = identities.user(request.who().user()).orElseThrow();
        if (user.keys().size() >= Identities.MOST_KEYS) {
            throw Problem.of(409, "too-many-keys", "A user has " + Identities.MOST_KEYS + " keys at most; revoke one")
                    .refusal();
        }
        String key = id();
        return log.add(new KeyCreated(log.nowMillis(), user.name(), key, label))
                .map(added -> Reply.created(new JsonObject()
                        .put("key", key)
                        .put("secret", signatures.secretOf(key).text())
                        .put("label", label)));
    }

    private Future<Reply> keys(Request request) {
        JsonArray keys = new JsonArray();
        identities
                .user(request.who().user())
                .orElseThrow()
                .keys()
                .forEach(key -> keys.add(new JsonObject()
                        .put("key", key.id())
                        .put("label", key.label())
                        .put("creationTime", key.createdMillis() * 1_000)));
        return Future.succeededFuture(Reply.ok(new JsonObject().put("keys", keys)));
    }

    private Future<Reply> revokeKey(Request request) {
        String id = request.parameters().text("key", 64);
        Identities.Key key = identities
                .key(id)
                .filter(known -> known.user().equals(request.who().user()))
                .orElseThrow(() -> Problem.of(404, "unknown-key", "The user has no key of that id")
                        .field("key")
                        .refusal());
        return log.add(new KeyRevoked(log.nowMillis(), key.id())).map(revoked -> Reply.ok(new JsonObject()));
    }

    private Future<Reply> users(Request request) {
        Fields parameters = request.parameters();
        JsonArray users = new JsonArray();
        identities.users().stream()
                .skip(parameters.whole("offset", 0, 10_000_000, 0))
                .limit(parameters.whole("limit", 1, 1_000, 100))
                .forEach(user -> {
                    JsonObject json = new JsonObject()
                            .put("user", user.name())
                            .put("role", user.role().word())
                            .put("creationTime", user.createdMillis() * 1_000)
                            .put("keys", user.keys().size());
                    user.claim().ifPresent(claim -> json.put("account", claim.account()));
                    users.add(json);
                });
        return Future.succeededFuture(Reply.ok(
                new JsonObject().put("total", identities.users().size()).put("users", users)));
    }

    private void admit(Address address, String user) {
        long now = log.nowMillis() * 1_000_000;
        long wait = attempts.take(address.counted(), now);
        if (wait == 0 && !user.isEmpty()) {
            wait = attemptsOfUser.take(user, now);
        }
        if (wait > 0) {
            throw Problem.of(429, "too-many-attempts", "Too many passwords were tried; wait")
                    .retryAfter(1 + wait / 1_000_000_000)
                    .refusal();
        }
    }

    private String id() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static JsonObject tokens(Sessions.Tokens tokens) {
        return new JsonObject()
                .put("accessToken", tokens.accessToken())
                .put("refreshToken", tokens.refreshToken())
                .put("tokenType", "Bearer")
                .put("expiresIn", tokens.expiresInSeconds());
    }

    private static RuntimeException wrong(String field) {
        return Problem.of(401, "wrong-password", "There is no such user, or the password is another")
                .field(field)
                .refusal();
    }

    private static RuntimeException taken(String name) {
        return Problem.of(409, "user-exists", "The name " + name + " is taken")
                .field("user")
                .refusal();
    }
}
