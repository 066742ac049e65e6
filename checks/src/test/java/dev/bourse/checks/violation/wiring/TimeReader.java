package dev.bourse.checks.violation.wiring;

final class TimeReader {
    long read() {
        return System.currentTimeMillis();
    }
}
