package dev.bourse.gateway.socket;

import io.vertx.core.Future;

/** Where a client's texts go: a WebSocket, or what a test puts in its place. */
interface Outlet {
    /** Sends a text; the future completes when it has left the process. */
    Future<Void> send(String text);

    /** Ends the connection with a code and the reason for it. */
    void close(short code, String reason);
}
