package dev.bourse.checks.violation.wiring;

final class SystemClock {
    long millis() {
        return System.currentTimeMillis();
    }
}
