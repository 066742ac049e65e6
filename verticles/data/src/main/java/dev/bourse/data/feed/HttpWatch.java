package dev.bourse.data.feed;

import dev.bourse.shared.cluster.Node;
import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.Map;

/**
 * Ends HTTP connections beyond a number, and those that take too long: to the head of a request, to its body's end, or
 * to the next request. Bytes that trickle in do not prolong it. Used on one context.
 */
final class HttpWatch {
    private final Node node;
    private final int most;
    private final long limitMillis;
    private final long timer;
    private final Map<HttpConnection, Long> since = new HashMap<>();

    HttpWatch(Node node, int most, long limitMillis) {
        this.node = node;
        this.most = most;
        this.limitMillis = limitMillis;
        this.timer = node.vertx().setPeriodic(Math.max(10, limitMillis / 4), check -> endTheSlow());
    }

    void connected(HttpConnection connection) {
        if (since.size() >= most) {
            connection.close();
            return;
        }
        since.put(connection, node.clock().millis());
        connection.closeHandler(closed -> since.remove(connection));
    }

    /** The head of a request has come; its body has as long again. */
    void begun(HttpConnection connection) {
        since.computeIfPresent(connection, (key, before) -> node.clock().millis());
    }

    /** The answer has gone; the next request has as long again. */
    void ended(HttpConnection connection) {
        begun(connection);
    }

    void stop() {
        node.vertx().cancelTimer(timer);
    }

    private void endTheSlow() {
        long now = node.clock().millis();
        Map.copyOf(since).forEach((connection, begun) -> {
            if (now - begun > limitMillis) {
                connection.close();
            }
        });
    }
}
