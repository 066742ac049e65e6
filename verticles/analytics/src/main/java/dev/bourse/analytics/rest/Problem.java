package dev.bourse.analytics.rest;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What is wrong with a request, as RFC 9457 has it: a stable code, a sentence, and the field at fault. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String field;

    private Problem(int status, String code, String field, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
    }

    static Problem of(int status, String code, String detail) {
        return new Problem(status, code, "", detail);
    }

    static Problem ofField(int status, String code, String field, String detail) {
        return new Problem(status, code, field, detail);
    }

    /** Ends the request with this problem. */
    void answer(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("code", code)
                .put("detail", getMessage());
        if (!field.isEmpty()) {
            body.put("field", field);
        }
        if (status == 401) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body.toBuffer());
    }
}
