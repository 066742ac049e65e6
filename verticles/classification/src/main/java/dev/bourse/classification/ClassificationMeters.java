package dev.bourse.classification;

import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Hop;
import dev.bourse.shared.telemetry.Telemetry;

/** What the classification group counts. Safe for all threads. */
final class ClassificationMeters {
    private final Counter states;
    private final Counter signals;
    private final Counter unknown;
    private final Hop arrival;

    ClassificationMeters(Telemetry telemetry) {
        states = telemetry.counter("classification.states", "States that were classified");
        signals = telemetry.counter("classification.signals", "Signals that were sent");
        unknown =
                telemetry.counter("classification.states.unknown", "States of instruments that are not known, dropped");
        arrival = telemetry.hop("state-classification");
    }

    void arrived(long nanos) {
        arrival.record(nanos);
    }

    void classified(int size) {
        states.add(size);
    }

    void signals(int count) {
        signals.add(count);
    }

    void unknown(long count) {
        unknown.add(count);
    }
}
