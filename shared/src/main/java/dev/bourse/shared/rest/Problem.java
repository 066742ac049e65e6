package dev.bourse.shared.rest;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What is wrong with a request, as RFC 9457 has it: a stable code, a sentence, and the field at fault. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String field;
    private final @Nullable String allowed;
    private long retryMillis;

    private Problem(int status, String code, String detail, @Nullable String field, @Nullable String allowed) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
        this.allowed = allowed;
    }

    /** A problem without a field. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, null, null);
    }

    /** A problem of one field, where the sentence says what is allowed. */
    public static Problem ofField(int status, String code, String field, String detail) {
        return new Problem(status, code, detail, field, null);
    }

    /** A problem of one field. */
    public static Problem ofField(int status, String code, String field, String detail, String allowed) {
        return new Problem(status, code, detail, field, allowed);
    }

    /** The request came too early: an address may ask so often in a second. */
    public static Problem tooManyRequests(long retryMillis, int perSecond) {
        Problem problem = of(429, "too-many-requests", "An address may make " + perSecond + " requests in a second");
        problem.retryMillis = retryMillis;
        return problem;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** What is at fault, null where nothing single is. */
    public @Nullable String field() {
        return field;
    }

    /** What is allowed instead, null where the sentence says it. */
    public @Nullable String allowed() {
        return allowed;
    }

    /** Ends the request with this problem. */
    public void answer(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        if (retryMillis > 0) {
            context.response().putHeader("Retry-After", String.valueOf(Math.ceilDiv(retryMillis, 1_000)));
        }
        if (status == 401) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(document().toBuffer());
    }

    /** The problem as it is written. */
    public JsonObject document() {
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("code", code)
                .put("detail", getMessage());
        if (field != null) {
            body.put("field", field);
        }
        if (allowed != null) {
            body.put("allowed", allowed);
        }
        return body;
    }
}
