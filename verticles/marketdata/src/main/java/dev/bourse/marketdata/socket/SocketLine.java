package dev.bourse.marketdata.socket;

import dev.bourse.marketdata.stream.Line;
import io.vertx.core.http.ServerWebSocket;

/** The way to a client over its socket. */
final class SocketLine implements Line {
    /** RFC 6455: a message that breaks the rules of this server. */
    private static final short POLICY = 1008;

    private final ServerWebSocket socket;

    SocketLine(ServerWebSocket socket, int queueBytes) {
        this.socket = socket;
        socket.setWriteQueueMaxSize(queueBytes);
    }

    @Override
    public boolean isFull() {
        return socket.isClosed() || socket.writeQueueFull();
    }

    @Override
    public void send(String text) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(text);
        }
    }

    @Override
    public void cut(String reason) {
        if (!socket.isClosed()) {
            socket.close(POLICY, reason);
        }
    }
}
