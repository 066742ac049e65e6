package dev.bourse.checks.violation.wiring;

import io.vertx.core.Future;

final class PendingReader {
    String read(Future<String> pending) {
        return pending.result();
    }
}
