package dev.bourse.web.rest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it.
 *
 * @param status the HTTP status
 * @param code stable, for programs
 * @param detail a sentence for people: what is wrong, and what is allowed
 * @param field what is at fault, null where nothing single is
 */
public record Problem(
        int status, String code, String detail, @Nullable String field) {
    /** A problem without a field. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, null);
    }

    /** The same problem with the field that is at fault. */
    public Problem field(String name) {
        return new Problem(status, code, detail, name);
    }

    /** Ends the request with this problem. */
    public void answer(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", title())
                .put("status", status)
                .put("code", code)
                .put("detail", detail);
        if (field != null) {
            body.put("field", field);
        }
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body.toBuffer());
    }

    private String title() {
        return io.netty.handler.codec.http.HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}
