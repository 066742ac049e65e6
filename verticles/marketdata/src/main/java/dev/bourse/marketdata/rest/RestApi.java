package dev.bourse.marketdata.rest;

import dev.bourse.marketdata.market.InstrumentCopy;
import dev.bourse.shared.rest.Contract;
import dev.bourse.shared.rest.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers {@code /v1} by the contract, which the router enforces before anything in here is called. One event loop. */
public final class RestApi {
    /** The contract, on the class path. */
    public static final String CONTRACT = "/marketdata/openapi.yaml";

    private final Directory directory;
    private final Past past;
    private final Entitlements entitlements;
    private final Map<String, Answers> operations = new TreeMap<>();
    private @Nullable RequestValidator validator;

    /** @param past what is not in the newest copies */
    public RestApi(Directory directory, Past past, Entitlements entitlements) {
        this.directory = directory;
        this.past = past;
        this.entitlements = entitlements;
    }

    /** The router of all operations; fails where the contract cannot be read. */
    public Future<Router> router(Vertx vertx) {
        return Contract.read(vertx, CONTRACT).map(contract -> {
            RouterBuilder builder = RouterBuilder.create(vertx, contract.enforced());
            route(builder, "instruments", this::instruments);
            route(builder, "orderBookL1", query -> book(query, 1));
            route(builder, "orderBookL2", query -> book(query, query.depth()));
            route(builder, "orderBookL3", this::orders);
            route(builder, "candles", this::candles);
            route(builder, "trades", this::trades);
            validator = RequestValidator.create(vertx, contract.enforced());
            Router router = builder.createRouter();
            Buffer json = contract.document().toBuffer();
            router.get("/openapi.json").handler(context -> send(context, json));
            // The router of the contract hands on what the contract does not have.
            router.route().handler(context -> context.fail(404));
            router.route().failureHandler(RestApi::fail);
            return router;
        });
    }

    /** Answers a request that failed outside of the contract. */
    public static void fail(RoutingContext context) {
        Failures.answer(context, null);
    }

    private interface Answers {
        Future<JsonObject> to(Query query);
    }

    /**
     * Answers a question that comes in another way than by HTTP, under the same contract; fails with a {@link Problem}
     * where it is not allowed. After {@link #router}.
     *
     * @param operation the operation's id in the contract
     * @param authorization what the {@code Authorization} header would be
     */
    public Future<JsonObject> ask(String operation, Map<String, String> query, @Nullable String authorization) {
        Answers answers = operations.get(operation);
        RequestValidator contract = validator;
        if (answers == null || contract == null) {
            return Future.failedFuture(Problem.ofField(
                    404,
                    "unknown-operation",
                    "operation",
                    "There is no operation '" + operation + "'",
                    String.join(", ", operations.keySet())));
        }
        int depth = entitlements.depth(authorization);
        return contract.validate(new AskedRequest(query), operation)
                .recover(refused -> Future.failedFuture(Failures.problem(refused)))
                .compose(request -> answered(answers, new Query(request, depth)));
    }

    private void route(RouterBuilder builder, String id, Answers answers) {
        operations.put(id, answers);
        OpenAPIRoute route = Objects.requireNonNull(builder.getRoute(id));
        Operation operation = route.getOperation();
        route.addHandler(context -> {
                    Optional<Problem> unknown = Failures.unknown(operation, context);
                    if (unknown.isPresent()) {
                        context.fail(unknown.get());
                        return;
                    }
                    ValidatedRequest request = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
                    int depth = entitlements.depth(context.request().getHeader(HttpHeaders.AUTHORIZATION));
                    answer(context, answers, new Query(request, depth));
                })
                .addFailureHandler(context -> Failures.answer(context, operation));
    }

    private void answer(RoutingContext context, Answers answers, Query query) {
        answered(answers, query).onComplete(body -> send(context, body.toBuffer()), context::fail);
    }

    private Future<JsonObject> answered(Answers answers, Query query) {
        Optional<Problem> end = past.end();
        if (end.isPresent()) {
            return Future.failedFuture(end.get());
        }
        try {
            query.check();
            return answers.to(query);
        } catch (RuntimeException fault) {
            return Future.failedFuture(fault);
        }
    }

    private static void send(RoutingContext context, Buffer json) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(json);
    }

    private Future<JsonObject> instruments(Query query) {
        List<InstrumentCopy> found = directory.search(query.text("search").orElse(null));
        JsonArray page = new JsonArray();
        int offset = query.number("offset", 0);
        found.stream()
                .skip(offset)
                .limit(query.number("limit", 100))
                .forEach(copy -> page.add(Documents.instrument(copy)));
        return Future.succeededFuture(
                new JsonObject().put("total", found.size()).put("instruments", page));
    }

    private Future<JsonObject> book(Query query, int depth) {
        InstrumentCopy copy = directory.instrument(query.symbol());
        return query.isOfThePast()
                ? past.books(copy.definition(), query, depth)
                : Future.succeededFuture(Documents.book(copy, depth));
    }

    private Future<JsonObject> orders(Query query) {
        InstrumentCopy copy = directory.instrument(query.symbol());
        if (query.isOfThePast()) {
            throw Problem.ofField(
                    422,
                    "history-not-kept",
                    query.text("startTime").isPresent() ? "startTime" : "endTime",
                    "Books by order are kept of the present only; books by level of the past are at"
                            + " /v1/marketdata/orderBook/L2",
                    "absent");
        }
        return past.orders(copy.definition(), query.depth());
    }

    private Future<JsonObject> candles(Query query) {
        return past.candles(directory.instrument(query.symbol()).definition(), query);
    }

    private Future<JsonObject> trades(Query query) {
        return past.trades(directory.instrument(query.symbol()).definition(), query);
    }
}
