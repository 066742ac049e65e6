package dev.bourse.standalone.participants;

import dev.bourse.gateway.GatewayEndpoint;
import dev.bourse.gateway.desk.Programs.Credentials;
import dev.bourse.gateway.identity.Signatures;
import dev.bourse.shared.cluster.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Signed calls of the gateway by REST, and its WebSockets: as any program makes them. On one context. */
final class GatewayCalls {
    static final String SOCKETS = "/v1/stream";
    private static final int CONNECTIONS = 4;
    private static final int SOCKETS_AT_MOST = 10_000;
    private static final int TRIES = 30;
    private static final long PAUSE_MILLIS = 500;

    private final Vertx vertx;
    private final Clock clock;
    private final GatewayEndpoint endpoint;
    private final HttpClient http;
    private final WebSocketClient sockets;
    private long nonces = 10_000_000;

    GatewayCalls(Vertx vertx, Clock clock, GatewayEndpoint endpoint) {
        this.vertx = vertx;
        this.clock = clock;
        this.endpoint = endpoint;
        http = vertx.createHttpClient(secured(new HttpClientOptions()), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        WebSocketClientOptions options = new WebSocketClientOptions().setMaxConnections(SOCKETS_AT_MOST);
        endpoint.certificate().ifPresent(certificate -> {
            options.setSsl(true).setVerifyHost(false);
            options.setTrustOptions(new PemTrustOptions().addCertPath(certificate.toString()));
        });
        sockets = vertx.createWebSocketClient(options);
    }

    /** Makes a call, again where the gateway asks for patience. Fails with {@link RefusedCall}. */
    Future<JsonObject> call(Credentials who, String method, String path, @Nullable JsonObject body) {
        return call(who, method, path, body == null ? "" : body.encode(), TRIES);
    }

    WebSocketClient sockets() {
        return sockets;
    }

    GatewayEndpoint endpoint() {
        return endpoint;
    }

    /** The fields that a login over a WebSocket has. */
    JsonObject login(Credentials who) {
        String timestamp = String.valueOf(clock.millis());
        String nonce = nonce();
        return new JsonObject()
                .put("type", "login")
                .put("key", who.key())
                .put("timestamp", timestamp)
                .put("nonce", nonce)
                .put("signature", who.secret().sign(Signatures.text("GET", SOCKETS, timestamp, nonce, new byte[0])));
    }

    void close() {
        http.close();
        sockets.close();
    }

    private Future<JsonObject> call(Credentials who, String method, String path, String body, int tries) {
        return once(who, method, path, body).recover(failure -> {
            if (tries > 1 && failure instanceof RefusedCall refused && refused.passes()) {
                return vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                        .compose(fired -> call(who, method, path, body, tries - 1));
            }
            return Future.failedFuture(failure);
        });
    }

    private Future<JsonObject> once(Credentials who, String method, String path, String body) {
        String timestamp = String.valueOf(clock.millis());
        String nonce = nonce();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        RequestOptions options = new RequestOptions()
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setMethod(HttpMethod.valueOf(method))
                .setURI(path)
                .putHeader("Bourse-Key", who.key())
                .putHeader("Bourse-Timestamp", timestamp)
                .putHeader("Bourse-Nonce", nonce)
                .putHeader(
                        "Bourse-Signature", who.secret().sign(Signatures.text(method, path, timestamp, nonce, bytes)));
        if (bytes.length > 0) {
            options.putHeader("Content-Type", "application/json");
        }
        return http.request(options)
                .compose(request -> request.send(Buffer.buffer(bytes))
                        .compose(response -> response.body().map(answer -> {
                            JsonObject json = answer.toJsonObject();
                            if (response.statusCode() >= 400) {
                                throw new RefusedCall(method + " " + path, response.statusCode(), json);
                            }
                            return json;
                        })));
    }

    private String nonce() {
        return "n-" + clock.millis() + "-" + ++nonces;
    }

    private HttpClientOptions secured(HttpClientOptions options) {
        endpoint.certificate().ifPresent(certificate -> {
            options.setSsl(true).setVerifyHost(false);
            options.setTrustOptions(new PemTrustOptions().addCertPath(certificate.toString()));
        });
        return options;
    }
}
