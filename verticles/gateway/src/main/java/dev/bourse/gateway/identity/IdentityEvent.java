package dev.bourse.gateway.identity;

import dev.bourse.shared.access.Role;
import java.util.List;

/**
 * A change to what is known of users: kept for ever, and the whole truth about them. Nothing in it is secret but to
 * guessing: passwords are hashes, keys are derived from a secret that is kept elsewhere. Times are milliseconds since
 * 1970 UTC.
 */
public sealed interface IdentityEvent {
    /** When it happened. */
    long timeMillis();

    /** A user came to be, with the hash of a password. */
    record UserCreated(long timeMillis, String user, Role role, String passwordHash) implements IdentityEvent {}

    /** A user has another password; sessions end with the old one. */
    record PasswordChanged(long timeMillis, String user, String passwordHash) implements IdentityEvent {}

    /** A user has a key more for programs. */
    record KeyCreated(long timeMillis, String user, String key, String label) implements IdentityEvent {}

    /** A key is of no use any more. */
    record KeyRevoked(long timeMillis, String key) implements IdentityEvent {}

    /** A user asks to trade under an account number, or asks again with other documents. */
    record AccountClaimed(long timeMillis, String user, int account, List<KycDocument> documents)
            implements IdentityEvent {
        /** Keeps a copy of the list. */
        public AccountClaimed {
            documents = List.copyOf(documents);
        }
    }

    /** An operator decided on an account; the decision itself is the exchange's. */
    record AccountDecided(long timeMillis, int account, String decision, String operator, String reason)
            implements IdentityEvent {}
}
