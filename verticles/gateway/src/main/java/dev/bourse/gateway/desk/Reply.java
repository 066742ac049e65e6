package dev.bourse.gateway.desk;

import io.vertx.core.json.JsonObject;

/**
 * What a caller gets.
 *
 * @param status as HTTP has it
 */
public record Reply(int status, JsonObject body) {
    /** The answer to a question. */
    public static Reply ok(JsonObject body) {
        return new Reply(200, body);
    }

    /** Something new came to be. */
    public static Reply created(JsonObject body) {
        return new Reply(201, body);
    }
}
