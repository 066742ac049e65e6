package dev.bourse.gateway.rest;

import dev.bourse.gateway.access.Call;
import dev.bourse.gateway.access.Principal;
import dev.bourse.gateway.desk.Calls;
import dev.bourse.gateway.desk.Reply;
import dev.bourse.gateway.desk.Request;
import dev.bourse.gateway.limit.Address;
import dev.bourse.gateway.order.Fields;
import dev.bourse.gateway.problem.Problem;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.rest.Contract;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestUtils;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /v1}: limits of the address, body, who calls, limits of the caller, whether the caller may, the
 * contract, and only then the call's handler. On the gateway's context alone.
 */
public final class RestApi {
    /** The contract, on the class path. */
    public static final String CONTRACT = "/gateway/openapi.yaml";

    /** Where WebSockets are opened. */
    public static final String SOCKETS = "/v1/stream";

    private static final String ADDRESS = "address";
    private static final String PRINCIPAL = "principal";

    private final Calls calls;
    private final Authentication authentication;
    private final Gate gate;
    private final Visitors visitors;
    private final Origins origins;
    private final Clock clock;
    private final int maxBody;
    private final Map<Call, Counter> answered = new EnumMap<>(Call.class);
    private final Map<Call, Counter> refused = new EnumMap<>(Call.class);

    /** @param maxBody bytes of a request's body */
    public RestApi(
            Calls calls,
            Authentication authentication,
            Gate gate,
            Visitors visitors,
            Origins origins,
            Clock clock,
            int maxBody,
            Telemetry telemetry) {
        this.calls = calls;
        this.authentication = authentication;
        this.gate = gate;
        this.visitors = visitors;
        this.origins = origins;
        this.clock = clock;
        this.maxBody = maxBody;
        for (Call call : Call.values()) {
            answered.put(call, count(telemetry, call, "answered"));
            refused.put(call, count(telemetry, call, "refused"));
        }
    }

    /**
     * Mounts all operations of the contract, each of which is a {@link Call}, and WebSockets.
     *
     * @param room whether there is room for another WebSocket
     * @param sockets opens one
     */
    public Future<Void> mount(
            Router router, Vertx vertx, BooleanSupplier room, BiConsumer<HttpServerRequest, Address> sockets) {
        return Contract.read(vertx, CONTRACT).map(contract -> {
            router.route().handler(this::admit);
            router.options().handler(RestApi::tellPage);
            router.get(SOCKETS).handler(context -> openSocket(context, room, sockets));
            router.route().handler(BodyHandler.create(false).setBodyLimit(maxBody));
            router.route().handler(this::authenticate);
            RouterBuilder builder = RouterBuilder.create(vertx, contract.enforced());
            Enforcement enforcement = new Enforcement(vertx, contract);
            for (Call call : Call.values()) {
                OpenAPIRoute route = builder.getRoute(call.operation());
                if (route != null && calls.has(call)) {
                    Operation operation = route.getOperation();
                    route.setDoValidation(false)
                            .setDoSecurity(false)
                            .addHandler(context -> answer(context, call, operation, enforcement));
                }
            }
            Buffer json = contract.document().toBuffer();
            Objects.requireNonNull(builder.getRoute(Call.CONTRACT.operation()))
                    .setDoValidation(false)
                    .addHandler(context -> context.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .end(json));
            router.route().subRouter(builder.createRouter());
            router.route()
                    .handler(context -> Problems.answer(
                            context,
                            Problem.of(404, "no-such-call", "There is no such call; /openapi.json lists all")));
            router.route()
                    .failureHandler(
                            context -> Problems.answer(context, Problems.of(context.failure(), context.statusCode())));
            return null;
        });
    }

    private void admit(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        Address address = visitors.address(context.request());
        if (!visitors.begin(context.request()) || !visitors.admits(address)) {
            context.request().connection().close();
            return;
        }
        context.put(ADDRESS, address);
        boolean welcome = origins.mark(context.request());
        guarded(context, () -> {
            gate.admit(address);
            if (!welcome) {
                throw Origins.refused();
            }
        });
    }

    private static void tellPage(RoutingContext context) {
        if (Origins.isQuestion(context.request())) {
            Origins.answer(context.request());
        } else {
            context.next();
        }
    }

    private void authenticate(RoutingContext context) {
        guarded(context, () -> {
            Buffer body = context.body().buffer();
            Principal who = authentication.principal(
                    context.request().headers(),
                    context.request().method().name(),
                    context.request().uri(),
                    body == null ? new byte[0] : body.getBytes(),
                    clock.millis());
            gate.admit(who);
            context.put(PRINCIPAL, who);
        });
    }

    private static void openSocket(
            RoutingContext context, BooleanSupplier room, BiConsumer<HttpServerRequest, Address> sockets) {
        if (!room.getAsBoolean()) {
            Problems.answer(
                    context,
                    Problem.of(503, "too-many-sockets", "There are as many WebSockets as there may be")
                            .retryAfter(1));
        } else if (!context.request().canUpgradeToWebSocket()) {
            Problems.answer(context, Problem.of(426, "not-a-websocket", "Here WebSockets are opened"));
        } else {
            sockets.accept(context.request(), Objects.requireNonNull(context.<Address>get(ADDRESS)));
        }
    }

    private static void guarded(RoutingContext context, Runnable check) {
        try {
            check.run();
        } catch (RuntimeException refusal) {
            Problems.answer(context, Problems.of(refusal, 0));
            return;
        }
        context.next();
    }

    private void answer(RoutingContext context, Call call, Operation operation, Enforcement enforcement) {
        Future<Reply> reply;
        try {
            Principal who = Objects.requireNonNull(context.<Principal>get(PRINCIPAL));
            call.check(who);
            refuseUnknownParameter(operation, context);
            @Nullable Buffer body = context.body().buffer();
            Request request = new Request(
                    who,
                    Objects.requireNonNull(context.<Address>get(ADDRESS)),
                    parameters(context),
                    ExactJson.fields(body));
            String contentType = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
            reply = enforcement.admits(operation, contentType, request.body())
                    ? calls.answer(call, request)
                    : RequestUtils.extract(context.request(), operation, () -> Future.succeededFuture(body))
                            .compose(extracted -> {
                                enforcement.check(operation, extracted, request.body());
                                return calls.answer(call, request);
                            });
        } catch (RuntimeException fault) {
            reply = Future.failedFuture(fault);
        }
        reply.onComplete(
                given -> {
                    count(answered, call);
                    context.response()
                            .setStatusCode(given.status())
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .end(given.body().toBuffer());
                },
                fault -> {
                    count(refused, call);
                    Problems.answer(context, Problems.of(fault, 0));
                });
    }

    private static Fields parameters(RoutingContext context) {
        Map<String, @Nullable Object> parameters = new HashMap<>(context.pathParams());
        context.queryParams().forEach((name, value) -> parameters.put(name, value));
        return new Fields(parameters);
    }

    private static void refuseUnknownParameter(Operation operation, RoutingContext context) {
        for (String name : context.queryParams().names()) {
            boolean known = operation.getParameters().stream()
                    .anyMatch(parameter -> parameter.getIn() == Location.QUERY
                            && parameter.getName().equals(name));
            if (!known || context.queryParams().getAll(name).size() > 1) {
                throw Problem.of(
                                400,
                                "unknown-parameter",
                                known
                                        ? name + " is given twice"
                                        : operation.getOperationId() + " has no parameter " + name)
                        .field(name)
                        .refusal();
            }
        }
        if (context.request().method().equals(HttpMethod.GET) && context.body().length() > 0) {
            throw Problem.of(400, "malformed-body", "A question has no body").refusal();
        }
    }

    private static void count(Map<Call, Counter> counters, Call call) {
        Objects.requireNonNull(counters.get(call)).increment();
    }

    private static Counter count(Telemetry telemetry, Call call, String outcome) {
        return telemetry.counter(
                "gateway.calls", "calls by REST, by what became of them", "call", call.operation(), "outcome", outcome);
    }
}
