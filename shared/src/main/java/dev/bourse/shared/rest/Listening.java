package dev.bourse.shared.rest;

import dev.bourse.shared.config.StartFailure;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.BindException;
import java.util.concurrent.TimeUnit;

/** A server for people and programs, with bounds on all that it takes in before anybody looks at it. */
public final class Listening {
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int MAX_LINE_BYTES = 4 * 1024;
    private static final int IDLE_SECONDS = 120;

    private Listening() {}

    /** The usual bounds. */
    public static HttpServerOptions bounded(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setTcpNoDelay(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    /**
     * Listens; fails with a {@link StartFailure} where the port is taken.
     *
     * @param key the setting of the port, for that failure
     */
    public static Future<HttpServer> start(
            Vertx vertx, HttpServerOptions options, String key, Handler<HttpServerRequest> handler) {
        return vertx.createHttpServer(options)
                .requestHandler(handler)
                .listen()
                .recover(failure -> Future.failedFuture(
                        failure instanceof BindException
                                ? StartFailure.portTaken(key, options.getHost(), options.getPort(), failure)
                                : failure));
    }
}
