package dev.bourse.state;

import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Hop;
import dev.bourse.shared.telemetry.Telemetry;
import dev.bourse.state.instrument.TickOutcome;
import dev.bourse.state.partition.TickCounts;

/** What the state group counts. Each partition reports how its counts grew; safe for all threads. */
final class StateMeters {
    private final Counter[] outcomes = new Counter[TickOutcome.values().length];
    private final Counter unknown;
    private final Counter missing;
    private final Counter indexLate;
    private final Counter indexIncomplete;
    private final Hop arrival;

    StateMeters(Telemetry telemetry) {
        for (TickOutcome outcome : TickOutcome.values()) {
            outcomes[outcome.ordinal()] = telemetry.counter(
                    "state.ticks",
                    "Ticks by what became of them",
                    "outcome",
                    outcome.name().toLowerCase(java.util.Locale.ROOT));
        }
        unknown = telemetry.counter("state.ticks.unknown", "Ticks of instruments that are not known, dropped");
        missing = telemetry.counter("state.ticks.missing", "Ticks that the sequences name and that never came");
        indexLate =
                telemetry.counter("state.index.late", "Parts of the index that came after their minute was given out");
        indexIncomplete = telemetry.counter("state.index.incomplete", "Minutes of the index without all partitions");
        arrival = telemetry.hop("data-state");
    }

    /** How long a batch took from the data stage to here. */
    void arrived(long nanos) {
        arrival.record(nanos);
    }

    /** Counts of one partition, of which some were reported before. */
    Reporter reporter(TickCounts counts) {
        return new Reporter(counts);
    }

    void indexCounts(long late, long incomplete) {
        indexLate.add(late);
        indexIncomplete.add(incomplete);
    }

    /** Adds what one partition counted since the last time. Used by the partition's thread. */
    final class Reporter {
        private final TickCounts counts;
        private final long[] reported = new long[outcomes.length + 2];

        private Reporter(TickCounts counts) {
            this.counts = counts;
        }

        void report() {
            for (TickOutcome outcome : TickOutcome.values()) {
                add(outcomes[outcome.ordinal()], outcome.ordinal(), counts.of(outcome));
            }
            add(unknown, outcomes.length, counts.unknown());
            add(missing, outcomes.length + 1, counts.missing());
        }

        private void add(Counter counter, int index, long now) {
            if (now != reported[index]) {
                counter.add(now - reported[index]);
                reported[index] = now;
            }
        }
    }
}
