package dev.bourse.gateway.socket;

import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Telemetry;
import java.util.function.IntSupplier;

/** What is counted of WebSockets. */
public final class SocketMetrics {
    private final Telemetry telemetry;
    private final Counter refused;
    private final Counter messages;

    public SocketMetrics(Telemetry telemetry) {
        this.telemetry = telemetry;
        refused = telemetry.counter("gateway.socket.refused", "messages of WebSocket clients that were refused");
        messages = telemetry.counter("gateway.socket.messages", "messages of WebSocket clients");
    }

    void open(IntSupplier clients) {
        telemetry.gauge("gateway.sockets", "open WebSockets", clients::getAsInt);
    }

    void heard() {
        messages.increment();
    }

    void refused() {
        refused.increment();
    }

    void closed(short code) {
        telemetry
                .counter(
                        "gateway.sockets.cut",
                        "WebSockets closed by the gateway, by the code of the protocol",
                        "code",
                        String.valueOf(code))
                .increment();
    }
}
