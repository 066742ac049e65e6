package dev.bourse.standalone.participants;

import io.vertx.core.json.JsonObject;

/** The gateway refused a call. */
final class RefusedCall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    RefusedCall(String call, int status, JsonObject problem) {
        super(call + ": " + status + " " + problem.getString("code") + ", " + problem.getString("detail"));
        this.status = status;
        this.code = problem.getString("code", "");
    }

    /** Whether the same call may succeed later. */
    boolean passes() {
        return status == 429 || status == 503 || status == 504;
    }

    String code() {
        return code;
    }
}
