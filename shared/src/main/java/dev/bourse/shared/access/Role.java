package dev.bourse.shared.access;

import java.util.Locale;
import java.util.Optional;

/** What a caller is. */
public enum Role {
    /** Whoever has not said who they are. */
    PUBLIC,
    /** Trades for one account. */
    TRADER,
    /** Runs the exchange: accounts, deposits, instruments. Does not trade. */
    OPERATOR,
    /** Sees all and changes nothing. */
    AUDITOR;

    /** The role in the words of the protocol. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that a user can have of that word. */
    public static Optional<Role> ofUser(String word) {
        for (Role role : values()) {
            if (role != PUBLIC && role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
