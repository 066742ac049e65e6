package dev.bourse.bench.gateway;

import dev.bourse.gateway.order.Fields;
import dev.bourse.gateway.rest.Enforcement;
import dev.bourse.gateway.rest.ExactJson;
import dev.bourse.gateway.rest.RestApi;
import dev.bourse.shared.rest.Contract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestUtils;

/**
 * The gateway's stack, a server with a router, bodies and, if wanted, the contract, whose handlers answer as a gateway
 * does, at once and always the same. What it takes is what nothing of the gateway's own can save.
 */
final class NullServer {
    private static final int MAX_BODY = 16_384;
    private static final JsonObject BODY = new JsonObject(
            "{\"id\":\"1\",\"clientOrderId\":\"1\",\"symbol\":\"S0\",\"side\":\"buy\",\"orderType\":\"limit\","
                    + "\"timeInForce\":\"gtc\",\"status\":\"open\",\"price\":\"100.00\",\"quantity\":\"1\","
                    + "\"remainingQuantity\":\"1\",\"executions\":[],\"sequence\":1,\"time\":1700000000000000}");

    private NullServer() {}

    /** Starts one on a free port of loopback. */
    static Future<Integer> start(Vertx vertx, boolean enforced) {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        return Contract.read(vertx, RestApi.CONTRACT)
                .compose(contract -> {
                    Enforcement enforcement = new Enforcement(vertx, contract);
                    RouterBuilder builder = RouterBuilder.create(vertx, contract.enforced());
                    for (OpenAPIRoute route : builder.getRoutes()) {
                        Operation operation = route.getOperation();
                        route.setDoValidation(false).setDoSecurity(false).addHandler(context -> {
                            if (enforced) {
                                enforce(context, enforcement, operation);
                            } else {
                                answer(context);
                            }
                        });
                    }
                    router.route().subRouter(builder.createRouter());
                    return vertx.createHttpServer(
                                    new HttpServerOptions().setHost("127.0.0.1").setTcpNoDelay(true))
                            .webSocketHandler(NullServer::socket)
                            .requestHandler(router)
                            .listen(0);
                })
                .map(HttpServer::actualPort);
    }

    private static void enforce(RoutingContext context, Enforcement enforcement, Operation operation) {
        String contentType = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        Fields body = ExactJson.fields(context.body().buffer());
        if (enforcement.admits(operation, contentType, body)) {
            answer(context);
            return;
        }
        RequestUtils.extract(
                        context.request(),
                        operation,
                        () -> Future.succeededFuture(context.body().buffer()))
                .onComplete(
                        request -> {
                            enforcement.check(operation, request, body);
                            answer(context);
                        },
                        context::fail);
    }

    private static void answer(RoutingContext context) {
        context.response()
                .setStatusCode(201)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(BODY.toBuffer());
    }

    private static void socket(ServerWebSocket socket) {
        socket.textMessageHandler(text -> socket.writeTextMessage(new JsonObject()
                .put("type", "answer")
                .put("id", new JsonObject(text).getString("id"))
                .put("status", 201)
                .put("body", BODY)
                .encode()));
    }
}
