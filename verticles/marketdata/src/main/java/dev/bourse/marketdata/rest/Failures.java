package dev.bourse.marketdata.rest;

import dev.bourse.marketdata.archive.ArchiveException;
import dev.bourse.shared.rest.Problem;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.ValidatorException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong with a request into the problem that the caller gets. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final Pattern PARAMETER = Pattern.compile("query parameter (\\S+?)(?: |$|\\.)");

    private Failures() {}

    static void answer(RoutingContext context, @Nullable Operation operation) {
        problem(context.failure(), context.statusCode(), operation).answer(context);
    }

    /** What is wrong, where nothing but the failure is known. */
    static Problem problem(Throwable failure) {
        return problem(failure, 0, null);
    }

    /** A parameter in the query that the operation does not have. */
    static Optional<Problem> unknown(Operation operation, RoutingContext context) {
        return context.queryParams().names().stream()
                .filter(name -> parameter(operation, name).isEmpty())
                .findFirst()
                .map(name -> Problem.ofField(
                        400,
                        "unknown-parameter",
                        name,
                        operation.getOperationId() + " has no such parameter",
                        operation.getParameters().stream()
                                .map(Parameter::getName)
                                .sorted()
                                .collect(Collectors.joining(", "))));
    }

    private static Problem problem(@Nullable Throwable failure, int status, @Nullable Operation operation) {
        Throwable cause = failure != null && failure.getCause() instanceof ValidatorException inner ? inner : failure;
        return switch (cause) {
            case Problem known -> known;
            case ValidatorException invalid -> invalid(invalid, operation);
            case ArchiveException damaged -> {
                LOG.error("candles on disk cannot be read", damaged);
                yield Problem.of(503, "candles-unreadable", "Candles of that time cannot be read from disk");
            }
            case null, default -> other(cause, status);
        };
    }

    private static Problem invalid(ValidatorException invalid, @Nullable Operation operation) {
        String message = String.valueOf(invalid.getMessage());
        Matcher named = PARAMETER.matcher(message);
        if (!named.find()) {
            return Problem.of(400, "invalid-parameter", message);
        }
        String allowed = operation == null
                ? ""
                : parameter(operation, named.group(1)).map(Failures::allowed).orElse("");
        return Problem.ofField(400, "invalid-parameter", named.group(1), message, allowed);
    }

    private static Optional<Parameter> parameter(Operation operation, String name) {
        return operation.getParameters().stream()
                .filter(known ->
                        known.getIn() == Location.QUERY && known.getName().equals(name))
                .findFirst();
    }

    /** What the contract says of a parameter's values. */
    private static String allowed(Parameter parameter) {
        io.vertx.json.schema.JsonSchema schema = parameter.getSchema();
        StringBuilder out = new StringBuilder(String.valueOf(schema.<Object>get("type")));
        for (String word : new String[] {"enum", "minimum", "maximum", "maxLength", "pattern"}) {
            Object value = schema.get(word);
            if (value != null) {
                out.append(", ").append(word).append(' ').append(value);
            }
        }
        return out.toString();
    }

    private static Problem other(@Nullable Throwable failure, int status) {
        if (failure == null || (status >= 400 && status < 500)) {
            int known = status < 400 ? 500 : status;
            return Problem.of(known, "http-" + known, "The request cannot be answered");
        }
        LOG.error("a request failed", failure);
        return Problem.of(500, "internal", "The request failed; the server's log says why");
    }
}
