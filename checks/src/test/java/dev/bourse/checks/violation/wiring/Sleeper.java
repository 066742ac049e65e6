package dev.bourse.checks.violation.wiring;

public final class Sleeper {
    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }
}
