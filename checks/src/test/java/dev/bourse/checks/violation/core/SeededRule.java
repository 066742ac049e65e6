package dev.bourse.checks.violation.core;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Breaks no rule: a seed is given, a unit is a value, and a failure of others is passed on. */
record SeededRule(long seed) {
    int roll() {
        return new Random(seed).nextInt(6);
    }

    long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    RuntimeException fault(IOException cause) {
        return new IllegalStateException(cause);
    }
}
