package dev.bourse.web.bridge;

import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Hop;
import dev.bourse.shared.telemetry.Telemetry;

/** What is counted at the browsers' sockets. */
final class WebMetrics {
    final Counter frames;
    final Counter held;
    final Counter frameBytes;
    final Counter answerBytes;
    final Counter denied;
    final Counter refused;
    final Counter overLimit;
    final Counter neverAcknowledged;
    final Counter neverViewed;
    final Counter neverRead;
    final Hop written;

    WebMetrics(Telemetry telemetry) {
        frames = telemetry.counter("web.frames", "frames sent to browsers");
        held = telemetry.counter("web.frames.held", "frames that were due but waited for a slow browser");
        frameBytes = telemetry.counter("web.bytes", "characters written to sockets, all ASCII", "kind", "frame");
        answerBytes = telemetry.counter("web.bytes", "characters written to sockets, all ASCII", "kind", "answer");
        denied = telemetry.counter("web.denied", "messages that a browser may not send");
        refused = telemetry.counter("web.refused", "requests of browsers with a fault");
        overLimit = telemetry.counter("web.cut", "sockets cut off by the server", "reason", "over-limit");
        neverAcknowledged =
                telemetry.counter("web.cut", "sockets cut off by the server", "reason", "never-acknowledged");
        neverViewed = telemetry.counter("web.cut", "sockets cut off by the server", "reason", "never-viewed");
        neverRead = telemetry.counter("web.cut", "sockets cut off by the server", "reason", "never-read");
        written = telemetry.hop("web.frame");
    }
}
