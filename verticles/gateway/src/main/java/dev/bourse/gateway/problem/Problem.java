package dev.bourse.gateway.problem;

import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it.
 *
 * @param status the HTTP status
 * @param code stable, for programs
 * @param detail a sentence for people: what is wrong, and what is allowed
 * @param field what is at fault, null where nothing single is
 * @param retryAfterSeconds when to come again, 0 where that says nothing
 */
public record Problem(
        int status, String code, String detail, @Nullable String field, long retryAfterSeconds) {
    /** A problem without a field. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, null, 0);
    }

    /** A value that is not allowed: 400, code {@code invalid-field}. */
    public static Problem invalid(String field, String detail) {
        return of(400, "invalid-field", detail).field(field);
    }

    /** The same problem with the field that is at fault. */
    public Problem field(String name) {
        return new Problem(status, code, detail, name, retryAfterSeconds);
    }

    /** The same problem that may be gone after so many seconds. */
    public Problem retryAfter(long seconds) {
        return new Problem(status, code, detail, field, seconds);
    }

    /** This problem as an exception. */
    public Refusal refusal() {
        return new Refusal(this);
    }
}
