package dev.bourse.gateway.access;

import dev.bourse.shared.access.Role;

/**
 * Who calls, once that is proven.
 *
 * @param user the user's name, empty of the public
 * @param role what the user is
 * @param credential what proved it, as the limits count it: {@code session:ID} or {@code key:ID}, empty of the public
 */
public record Principal(String user, Role role, String credential) {
    /** Whoever has not said who they are. */
    public static final Principal PUBLIC = new Principal("", Role.PUBLIC, "");
}
