package dev.bourse.gateway.rest;

import dev.bourse.gateway.problem.Problem;
import dev.bourse.gateway.problem.Refusal;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Problems as they travel, and whatever went wrong as a problem. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Pattern PARAMETER = Pattern.compile("(?:query|path) parameter (\\S+?)(?: |$|\\.)");
    private static final Pattern MISSING = Pattern.compile("property \"(\\w+)\"");

    private Problems() {}

    /** The document of a problem. */
    public static JsonObject document(Problem problem) {
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(problem.status()).reasonPhrase())
                .put("status", problem.status())
                .put("code", problem.code())
                .put("detail", problem.detail());
        return problem.field() == null ? body : body.put("field", problem.field());
    }

    /** Ends a request with a problem. */
    static void answer(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (problem.retryAfterSeconds() > 0) {
            response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(problem.retryAfterSeconds()));
        }
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"bourse\"");
        }
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(document(problem).toBuffer());
    }

    /** What to say of a failure, whatever it is. */
    public static Problem of(@Nullable Throwable failure, int status) {
        if (failure instanceof Refusal refusal) {
            return refusal.problem();
        }
        if (failure instanceof ValidatorException invalid) {
            return invalid(invalid);
        }
        if (status == 413) {
            return Problem.of(413, "body-too-large", "The body is longer than is allowed (gateway.max-body)");
        }
        if (status >= 400 && status < 500) {
            return Problem.of(status, "http-" + status, "The request cannot be answered");
        }
        LOG.error("a request failed", failure);
        return Problem.of(500, "internal", "The request failed; the server's log says why");
    }

    private static Problem invalid(ValidatorException invalid) {
        String message = String.valueOf(invalid.getMessage());
        Problem problem = Problem.of(400, "invalid-request", message);
        Matcher parameter = PARAMETER.matcher(message);
        if (parameter.find()) {
            return problem.field(parameter.group(1));
        }
        if (invalid instanceof SchemaValidationException schema) {
            String field = field(schema);
            return field.isEmpty() ? problem : problem.field(field);
        }
        return problem;
    }

    /** The deepest place that is told of, or the property that is missing. */
    private static String field(SchemaValidationException schema) {
        Matcher missing = MISSING.matcher(String.valueOf(schema.getMessage()));
        if (missing.find()) {
            return missing.group(1);
        }
        String deepest = "";
        if (schema.getOutputUnit() != null && schema.getOutputUnit().getErrors() != null) {
            for (var error : schema.getOutputUnit().getErrors()) {
                String location = String.valueOf(error.getInstanceLocation()).replaceFirst("^#/?", "");
                deepest = location.length() > deepest.length() ? location : deepest;
            }
        }
        return deepest.replace('/', '.');
    }
}
