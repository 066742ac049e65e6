package dev.bourse.checks.violation.wiring;

import java.util.concurrent.CompletableFuture;

final class Main {
    String read(CompletableFuture<String> pending) {
        return pending.join();
    }
}
