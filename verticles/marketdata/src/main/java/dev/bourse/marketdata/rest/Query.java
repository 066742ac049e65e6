package dev.bourse.marketdata.rest;

import dev.bourse.shared.rest.Problem;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Optional;

/** The parameters of a request that the contract allows, and how deep its caller may see. */
final class Query {
    private final ValidatedRequest request;
    private final int allowedDepth;

    Query(ValidatedRequest request, int allowedDepth) {
        this.request = request;
        this.allowedDepth = allowedDepth;
    }

    /** Checks what the contract cannot say. */
    void check() {
        if (from() >= to()) {
            throw Problem.ofField(
                    400,
                    "invalid-parameter",
                    "endTime",
                    "endTime " + to() + " is not behind startTime " + from(),
                    "a time behind startTime");
        }
        Entitlements.check(depth(), allowedDepth);
    }

    String symbol() {
        return text("symbol").orElseThrow();
    }

    int depth() {
        return number("depth", Entitlements.PUBLIC_DEPTH);
    }

    /** Whether a time is given. */
    boolean isOfThePast() {
        return text("startTime").isPresent() || text("endTime").isPresent();
    }

    long from() {
        return time("startTime", 0);
    }

    long to() {
        return time("endTime", Long.MAX_VALUE);
    }

    /** A text, also where the contract's reader took it for a number. */
    Optional<String> text(String name) {
        RequestParameter parameter = request.getQuery().get(name);
        return parameter == null || parameter.isNull()
                ? Optional.empty()
                : Optional.of(String.valueOf(parameter.get()));
    }

    int number(String name, int fallback) {
        return (int) time(name, fallback);
    }

    private long time(String name, long fallback) {
        RequestParameter parameter = request.getQuery().get(name);
        return parameter == null || parameter.isNull() ? fallback : parameter.getLong();
    }
}
