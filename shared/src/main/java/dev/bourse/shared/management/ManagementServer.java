package dev.bourse.shared.management;

import dev.bourse.shared.config.StartFailure;
import dev.bourse.shared.telemetry.Health;
import dev.bourse.shared.telemetry.PrometheusTelemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.BindException;
import java.util.Map;

/**
 * The HTTP server of the management port: {@code /health/live}, {@code /health/ready}, {@code /metrics} and what else
 * is mounted.
 */
public final class ManagementServer {
    private final Vertx vertx;
    private final ManagementOptions options;
    private final Router router;

    /** A server that does not listen yet. */
    public ManagementServer(Vertx vertx, ManagementOptions options, PrometheusTelemetry telemetry) {
        this.vertx = vertx;
        this.options = options;
        this.router = Router.router(vertx);
        router.get("/health/live")
                .handler(call -> answer(call, telemetry.health().liveness()));
        router.get("/health/ready")
                .handler(call -> answer(call, telemetry.health().readiness()));
        router.get("/metrics").handler(call -> scrape(call, telemetry));
        telemetry.gauge(
                "ready",
                "1 where all checks of readiness are up, else 0",
                () -> allUp(telemetry.health().readiness()) ? 1 : 0);
    }

    /** Where further calls are mounted. */
    public Router router() {
        return router;
    }

    /** Starts to listen; fails with a {@link StartFailure} if the port is taken. */
    public Future<HttpServer> listen() {
        router.route()
                .last()
                .handler(call -> Problem.of(
                                404,
                                "not-found",
                                call.request().path() + " is not known here; known are /health/live, /health/ready,"
                                        + " /metrics, /v1/cluster and /v1/admin/instruments")
                        .answer(call));
        router.errorHandler(
                500,
                call -> Problem.of(500, "internal", "the call failed; the log says why")
                        .answer(call));
        return vertx.createHttpServer(new HttpServerOptions()
                        .setHost(options.host())
                        .setPort(options.port())
                        .setIdleTimeout(60))
                .requestHandler(router)
                .listen()
                .recover(failure -> Future.failedFuture(
                        failure instanceof BindException
                                ? StartFailure.portTaken("management.port", options.host(), options.port(), failure)
                                : new StartFailure(
                                        "management.host " + options.host() + " cannot be listened on: "
                                                + failure.getMessage() + "; choose an address of this machine",
                                        failure)));
    }

    private static boolean allUp(Map<String, Health.Status> checks) {
        return checks.values().stream().allMatch(Health.Status::up);
    }

    private static void answer(RoutingContext call, Map<String, Health.Status> checks) {
        boolean up = allUp(checks);
        JsonObject body = new JsonObject();
        checks.forEach((name, status) ->
                body.put(name, new JsonObject().put("status", word(status.up())).put("reason", status.reason())));
        call.response()
                .setStatusCode(up ? 200 : 503)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(new JsonObject()
                        .put("status", word(up))
                        .put("checks", body)
                        .toBuffer());
    }

    private void scrape(RoutingContext call, PrometheusTelemetry telemetry) {
        // Thousands of meters take milliseconds to print; no event loop waits for that.
        vertx.executeBlocking(telemetry::scrape, false)
                .onSuccess(text -> call.response()
                        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(text))
                .onFailure(call::fail);
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }
}
