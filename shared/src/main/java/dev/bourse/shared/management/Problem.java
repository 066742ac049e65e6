package dev.bourse.shared.management;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * An error as RFC 9457 problem details.
 *
 * @param status the HTTP status
 * @param code a stable word for programs
 * @param detail what is wrong and what is allowed, for people
 * @param field the field that is at fault, if one is
 */
public record Problem(int status, String code, String detail, Optional<String> field) {
    /** A problem that no single field is to blame for. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, Optional.empty());
    }

    /** A problem whose detail begins with the name of its field and a colon. */
    public static Problem ofField(int status, String code, String detail) {
        int colon = detail.indexOf(':');
        return new Problem(
                status, code, detail, colon > 0 ? Optional.of(detail.substring(0, colon)) : Optional.empty());
    }

    /** Ends the call with this problem. */
    public void answer(RoutingContext call) {
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", code)
                .put("status", status)
                .put("code", code)
                .put("detail", detail);
        field.ifPresent(name -> body.put("field", name));
        call.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/problem+json")
                .end(body.toBuffer());
    }
}
