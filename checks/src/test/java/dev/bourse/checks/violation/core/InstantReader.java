package dev.bourse.checks.violation.core;

import java.time.Instant;
import java.util.function.Supplier;

final class InstantReader {
    private final Supplier<Instant> time = Instant::now;

    Instant read() {
        return time.get();
    }
}
