package dev.bourse.checks.violation.wiring;

import java.util.concurrent.CompletableFuture;

final class Blocker {
    String read(CompletableFuture<String> pending) {
        return pending.join();
    }
}
