package dev.bourse.checks.violation.core;

final class ThreadStarter {
    Thread start() {
        return Thread.ofVirtual().start(() -> {});
    }
}
