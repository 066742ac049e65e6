package dev.bourse.gateway.socket;

import dev.bourse.gateway.limit.Address;
import dev.bourse.gateway.rest.Visitors;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;

/** Takes requests for WebSockets. On the gateway's context alone. */
public final class SocketRoute {
    private final Sockets sockets;
    private final Visitors visitors;
    private final SocketMetrics metrics;

    public SocketRoute(Sockets sockets, Visitors visitors, SocketMetrics metrics) {
        this.sockets = sockets;
        this.visitors = visitors;
        this.metrics = metrics;
    }

    /** Opens a WebSocket for a request that was admitted. */
    public void open(HttpServerRequest request, Address address) {
        request.toWebSocket()
                .onSuccess(socket -> {
                    visitors.upgraded(request);
                    attach(socket, address);
                })
                .onFailure(failed -> request.connection().close());
    }

    private void attach(ServerWebSocket socket, Address address) {
        Client client = sockets.accept(new Outlet() {
            @Override
            public Future<Void> send(String text) {
                return socket.writeTextMessage(text);
            }

            @Override
            public void close(short code, String reason) {
                metrics.closed(code);
                socket.close(code, reason);
            }
        });
        socket.textMessageHandler(text -> {
            metrics.heard();
            sockets.hear(client, address, text);
        });
        socket.binaryMessageHandler(bytes -> socket.close((short) 1003, "texts alone are understood"));
        socket.exceptionHandler(failed -> socket.close());
        socket.closeHandler(closed -> sockets.gone(client));
    }
}
