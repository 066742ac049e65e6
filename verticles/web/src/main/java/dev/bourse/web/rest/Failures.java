package dev.bourse.web.rest;

import dev.bourse.web.observe.Owners;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ValidatorException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong with a request into the problem that the caller gets. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final Pattern PARAMETER = Pattern.compile("(?:query|path) parameter (\\S+?)(?: |$|\\.)");

    private Failures() {}

    /** Answers a failed request. */
    public static void answer(RoutingContext context) {
        Throwable failure = context.failure();
        problem(failure == null || failure.getCause() == null ? failure : root(failure), context.statusCode())
                .answer(context);
    }

    /** The first parameter in the query that the operation does not have. */
    static Optional<String> unknownParameter(Operation operation, RoutingContext context) {
        return context.queryParams().names().stream()
                .filter(name -> operation.getParameters().stream()
                        .noneMatch(known -> known.getIn() == Location.QUERY
                                && known.getName().equals(name)))
                .findFirst();
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() instanceof ValidatorException validation ? validation : failure;
    }

    private static Problem problem(@Nullable Throwable failure, int status) {
        return switch (failure) {
            case ValidatorException invalid -> invalid(invalid);
            case RestApi.UnknownInstrument unknown ->
                Problem.of(404, "unknown-instrument", String.valueOf(unknown.getMessage()))
                        .field("symbol");
            case ReplyException reply -> reply(reply);
            case Owners.Overloaded overloaded -> Problem.of(503, "overloaded", overloaded.getMessage() + "; ask again");
            case null, default -> other(failure, status);
        };
    }

    private static Problem invalid(ValidatorException invalid) {
        String message = String.valueOf(invalid.getMessage());
        Matcher parameter = PARAMETER.matcher(message);
        Problem problem = Problem.of(400, "invalid-parameter", message);
        return parameter.find() ? problem.field(parameter.group(1)) : problem;
    }

    private static Problem reply(ReplyException reply) {
        if (reply.failureType() == ReplyFailure.RECIPIENT_FAILURE && reply.failureCode() == 404) {
            return Problem.of(404, "unknown-instrument", String.valueOf(reply.getMessage()))
                    .field("symbol");
        }
        if (reply.failureType() == ReplyFailure.RECIPIENT_FAILURE && reply.failureCode() == 400) {
            return Problem.of(400, "invalid-parameter", String.valueOf(reply.getMessage()));
        }
        return Problem.of(503, "owner-absent", "The owner of the instrument's state did not answer; ask again");
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
