package dev.bourse.analytics.rest;

import dev.bourse.analytics.reader.ReplicaReader;
import dev.bourse.analytics.replica.Asset;
import dev.bourse.analytics.replica.Replica;
import dev.bourse.shared.access.AccessToken;
import dev.bourse.shared.access.Role;
import dev.bourse.shared.access.TokenReader;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.rest.Contract;
import dev.bourse.shared.rest.Problem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import io.vertx.openapi.validation.ValidatorException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code /v1/analytics} by the contract. Who asks is looked at before anything else: an operator or an auditor,
 * by an access token of the gateway. One event loop.
 */
public final class RestApi {
    /** The contract, on the class path. */
    public static final String CONTRACT = "/analytics/openapi.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(RestApi.class);

    private final Vertx vertx;
    private final ReplicaReader replica;
    private final TokenReader tokens;
    private final Clock clock;

    public RestApi(Vertx vertx, ReplicaReader replica, TokenReader tokens, Clock clock) {
        this.vertx = vertx;
        this.replica = replica;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The router of all operations; fails where the contract cannot be read. */
    public Future<Router> router() {
        return Contract.read(vertx, CONTRACT).map(contract -> {
            RouterBuilder builder = RouterBuilder.create(vertx, contract.enforced());
            route(builder, "accountsByRisk", RestApi::accountsByRisk);
            route(builder, "turnover", RestApi::turnover);
            Router router = Router.router(vertx);
            Buffer json = contract.document().toBuffer();
            router.get("/openapi.json").handler(context -> send(context, json));
            router.route().handler(this::authorise);
            router.route().subRouter(builder.createRouter());
            router.route().handler(context -> context.fail(404));
            router.route().failureHandler(RestApi::fail);
            return router;
        });
    }

    private interface Question {
        JsonObject answer(Replica replica, ValidatedRequest request);
    }

    private void authorise(RoutingContext context) {
        Optional<AccessToken> token =
                tokens.bearer(context.request().getHeader(HttpHeaders.AUTHORIZATION), clock.millis());
        if (token.isEmpty()) {
            Problem.ofField(401, "not-authenticated", "Authorization", "This call needs a session's access token")
                    .answer(context);
        } else if (token.get().role() == Role.OPERATOR || token.get().role() == Role.AUDITOR) {
            context.next();
        } else {
            Problem.of(
                            403,
                            "not-allowed",
                            "The role " + token.get().role().word()
                                    + " may not make this call; allowed are operator and auditor")
                    .answer(context);
        }
    }

    private void route(RouterBuilder builder, String id, Question question) {
        Operation operation = Objects.requireNonNull(builder.getRoute(id)).getOperation();
        Objects.requireNonNull(builder.getRoute(id)).addHandler(context -> {
            Optional<String> unknown = unknown(operation, context);
            if (unknown.isPresent()) {
                context.fail(Problem.ofField(
                        400,
                        "unknown-parameter",
                        unknown.get(),
                        operation.getOperationId() + " has no such parameter"));
                return;
            }
            ValidatedRequest request = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
            ask(known -> question.answer(known, request)
                            .put("number", known.number())
                            .put("since", known.since())
                            .put("time", known.time()))
                    .onComplete(body -> send(context, body.toBuffer()), context::fail);
        });
    }

    private <T> Future<T> ask(Function<Replica, T> question) {
        Optional<String> end = replica.failure();
        if (end.isPresent()) {
            return Future.failedFuture(Problem.of(503, "replica-ended", end.get()));
        }
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        boolean taken = replica.ask(
                question,
                (answer, fault) -> context.runOnContext(back -> {
                    if (fault == null) {
                        promise.complete(answer);
                    } else {
                        promise.fail(fault);
                    }
                }));
        return taken
                ? promise.future()
                : Future.failedFuture(
                        Problem.of(503, "overloaded", "Too many questions wait already; ask again in a moment"));
    }

    private static JsonObject accountsByRisk(Replica replica, ValidatedRequest request) {
        Asset asset = text(request, "asset")
                .map(symbol -> replica.asset(symbol)
                        .orElseThrow(() ->
                                Problem.ofField(404, "unknown-asset", "asset", "There is no asset '" + symbol + "'")))
                .or(() -> replica.quotes().stream().findFirst())
                .orElseThrow(() -> Problem.of(404, "unknown-asset", "No instrument is listed yet"));
        JsonArray rows = new JsonArray();
        replica.topByRisk(asset, number(request, "limit", 20)).forEach(row -> rows.add(Documents.risk(row, asset)));
        return new JsonObject().put("asset", asset.symbol()).put("accounts", rows);
    }

    private static JsonObject turnover(Replica replica, ValidatedRequest request) {
        boolean day = text(request, "period").orElse("day").equals("day");
        JsonArray rows = new JsonArray();
        replica.turnover(day).stream()
                .limit(number(request, "limit", 100))
                .forEach(row -> rows.add(Documents.turnover(row)));
        return new JsonObject().put("period", day ? "day" : "all").put("instruments", rows);
    }

    private static Optional<String> text(ValidatedRequest request, String name) {
        RequestParameter parameter = request.getQuery().get(name);
        return parameter == null || parameter.isNull()
                ? Optional.empty()
                : Optional.of(String.valueOf(parameter.get()));
    }

    private static int number(ValidatedRequest request, String name, int fallback) {
        RequestParameter parameter = request.getQuery().get(name);
        return parameter == null || parameter.isNull() ? fallback : parameter.getInteger();
    }

    private static Optional<String> unknown(Operation operation, RoutingContext context) {
        return context.queryParams().names().stream()
                .filter(name -> operation.getParameters().stream()
                        .noneMatch(known -> known.getIn() == Location.QUERY
                                && known.getName().equals(name)))
                .findFirst();
    }

    private static void send(RoutingContext context, Buffer json) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(json);
    }

    private static void fail(RoutingContext context) {
        problem(context.failure(), context.statusCode()).answer(context);
    }

    private static Problem problem(@Nullable Throwable failure, int status) {
        Throwable cause = failure != null && failure.getCause() instanceof ValidatorException inner ? inner : failure;
        return switch (cause) {
            case Problem known -> known;
            case ValidatorException invalid ->
                Problem.of(400, "invalid-parameter", String.valueOf(invalid.getMessage()));
            case null -> Problem.of(status, "http-" + status, "The request cannot be answered");
            default -> {
                if (status >= 400 && status < 500) {
                    yield Problem.of(status, "http-" + status, "The request cannot be answered");
                }
                LOG.error("a request failed", cause);
                yield Problem.of(500, "internal", "The request failed; the server's log says why");
            }
        };
    }
}
