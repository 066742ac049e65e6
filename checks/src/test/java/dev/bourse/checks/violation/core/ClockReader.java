package dev.bourse.checks.violation.core;

final class ClockReader {
    long read() {
        return System.nanoTime();
    }
}
