package dev.bourse.gateway.identity;

import dev.bourse.gateway.identity.IdentityEvent.AccountClaimed;
import dev.bourse.gateway.identity.IdentityEvent.AccountDecided;
import dev.bourse.gateway.identity.IdentityEvent.KeyCreated;
import dev.bourse.gateway.identity.IdentityEvent.KeyRevoked;
import dev.bourse.gateway.identity.IdentityEvent.PasswordChanged;
import dev.bourse.gateway.identity.IdentityEvent.UserCreated;
import dev.bourse.shared.access.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All users with their keys and accounts, as their events say. An event that cannot be, because another came first,
 * changes nothing: the same events in the same order give the same users. One thread.
 */
public final class Identities {
    /** Keys that a user has at once. */
    public static final int MOST_KEYS = 20;

    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Map<Integer, Claim> claims = new LinkedHashMap<>();

    /** A user. */
    public static final class User {
        private final String name;
        private final Role role;
        private final long createdMillis;
        private final List<Key> keys = new ArrayList<>();
        private String passwordHash;
        private @Nullable Claim claim;

        User(UserCreated created) {
            name = created.user();
            role = created.role();
            createdMillis = created.timeMillis();
            passwordHash = created.passwordHash();
        }

        public String name() {
            return name;
        }

        public Role role() {
            return role;
        }

        public long createdMillis() {
            return createdMillis;
        }

        public String passwordHash() {
            return passwordHash;
        }

        /** The keys that are of use, oldest first. */
        public List<Key> keys() {
            return Collections.unmodifiableList(keys);
        }

        public Optional<Claim> claim() {
            return Optional.ofNullable(claim);
        }
    }

    /**
     * A key for programs; its secret is derived from its id.
     *
     * @param id in every request
     * @param user whose it is
     * @param label what the user calls it
     */
    public record Key(String id, String user, String label, long createdMillis) {}

    /**
     * Under which number a user trades, and what was handed in for it.
     *
     * @param decision the newest, empty before the first and after new documents
     */
    public record Claim(
            String user,
            int account,
            long timeMillis,
            List<KycDocument> documents,
            String decision,
            String operator,
            String reason) {}

    /** Applies an event. Gives false, and changes nothing, where it cannot be. */
    public boolean apply(IdentityEvent event) {
        return switch (event) {
            case UserCreated created -> users.putIfAbsent(created.user(), new User(created)) == null;
            case PasswordChanged changed -> change(changed);
            case KeyCreated created -> create(created);
            case KeyRevoked revoked -> revoke(revoked);
            case AccountClaimed claimed -> claim(claimed);
            case AccountDecided decided -> decide(decided);
        };
    }

    /** The user of that name. */
    public Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** All users, oldest first. */
    public Collection<User> users() {
        return Collections.unmodifiableCollection(users.values());
    }

    /** The key of that id, if it is of use. */
    public Optional<Key> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** Who trades under that account number. */
    public Optional<Claim> claim(int account) {
        return Optional.ofNullable(claims.get(account));
    }

    /** The highest account number that anybody claimed, 0 if nobody did. */
    public int highestAccount() {
        return claims.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private boolean change(PasswordChanged changed) {
        User user = users.get(changed.user());
        if (user != null) {
            user.passwordHash = changed.passwordHash();
        }
        return user != null;
    }

    private boolean create(KeyCreated created) {
        User user = users.get(created.user());
        if (user == null || user.keys.size() >= MOST_KEYS || keys.containsKey(created.key())) {
            return false;
        }
        Key key = new Key(created.key(), created.user(), created.label(), created.timeMillis());
        keys.put(key.id(), key);
        user.keys.add(key);
        return true;
    }

    private boolean revoke(KeyRevoked revoked) {
        Key key = keys.remove(revoked.key());
        User user = key == null ? null : users.get(key.user());
        return user != null && user.keys.remove(key);
    }

    private boolean claim(AccountClaimed claimed) {
        User user = users.get(claimed.user());
        Claim present = claims.get(claimed.account());
        if (user == null || (present != null && !present.user().equals(claimed.user()))) {
            return false;
        }
        Claim claim =
                new Claim(claimed.user(), claimed.account(), claimed.timeMillis(), claimed.documents(), "", "", "");
        if (user.claim != null) {
            claims.remove(user.claim.account());
        }
        claims.put(claimed.account(), claim);
        user.claim = claim;
        return true;
    }

    private boolean decide(AccountDecided decided) {
        Claim claim = claims.get(decided.account());
        User user = claim == null ? null : users.get(claim.user());
        if (claim == null || user == null) {
            return false;
        }
        Claim after = new Claim(
                claim.user(),
                claim.account(),
                claim.timeMillis(),
                claim.documents(),
                decided.decision(),
                decided.operator(),
                decided.reason());
        claims.put(after.account(), after);
        user.claim = after;
        return true;
    }
}
