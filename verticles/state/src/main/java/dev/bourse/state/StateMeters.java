package dev.bourse.state;

import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Hop;
import dev.bourse.shared.telemetry.Takeovers.Takeover;
import dev.bourse.shared.telemetry.Telemetry;
import dev.bourse.state.instrument.TickOutcome;
import dev.bourse.state.partition.TickCounts;
import java.util.Locale;

/** What the state group counts. Each partition reports how its counts grew; safe for all threads. */
final class StateMeters {
    private final Counter[] outcomes = new Counter[TickOutcome.values().length];
    private final Counter unknown;
    private final Counter missing;
    private final Counter indexLate;
    private final Counter indexIncomplete;
    private final Counter checkpoints;
    private final Counter checkpointBytes;
    private final Counter refused;
    private final Counter rewinds;
    private final Counter unrepeatable;
    private final Counter replayed;
    private final Counter fenced;
    private final Hop checkpoint;
    private final Hop takeover;
    private final Hop arrival;

    StateMeters(Telemetry telemetry) {
        for (TickOutcome outcome : TickOutcome.values()) {
            outcomes[outcome.ordinal()] = telemetry.counter(
                    "state.ticks",
                    "Ticks by what became of them",
                    "outcome",
                    outcome.name().toLowerCase(Locale.ROOT));
        }
        unknown = telemetry.counter("state.ticks.unknown", "Ticks of instruments that are not known, dropped");
        missing = telemetry.counter("state.ticks.missing", "Ticks that the sequences name and that never came");
        indexLate =
                telemetry.counter("state.index.late", "Parts of the index that came after their minute was given out");
        indexIncomplete = telemetry.counter("state.index.incomplete", "Minutes of the index without all partitions");
        checkpoints = telemetry.counter("state.checkpoints", "Checkpoints that were stored");
        checkpointBytes = telemetry.counter("state.checkpoint.bytes", "Bytes of the checkpoints that were stored");
        refused = telemetry.counter("state.checkpoints.refused", "Checkpoints that were there and could not be read");
        rewinds = telemetry.counter("state.rewinds", "Times that a partition went back to a checkpoint");
        unrepeatable =
                telemetry.counter("state.rewinds.impossible", "Times that no checkpoint was old enough for that");
        replayed = telemetry.counter("state.replayed", "Batches of ticks that were read from the log");
        fenced = telemetry.counter("state.fenced", "Partitions stopped since another process had taken them over");
        checkpoint = telemetry.hop("state.checkpoint");
        takeover = telemetry.hop("takeover.state");
        arrival = telemetry.hop("data-state");
    }

    /** How long a batch took from the data stage to here. */
    void arrived(long nanos) {
        arrival.record(nanos);
    }

    /** A checkpoint of so many bytes was stored, so long after it was begun. */
    void checkpointed(long bytes, long nanos) {
        checkpoints.increment();
        checkpointBytes.add(bytes);
        checkpoint.record(nanos);
    }

    void checkpointRefused() {
        refused.increment();
    }

    void rewound() {
        rewinds.increment();
    }

    void cannotRewind() {
        unrepeatable.increment();
    }

    void replayed(int batches) {
        replayed.add(batches);
    }

    void fenced() {
        fenced.increment();
    }

    /** A partition that was given to this process at that time is up to date. */
    void takenOver(Node node, int partition, long epoch, long givenNanos, long batches) {
        long nanos = node.clock().nanos() - givenNanos;
        takeover.record(nanos);
        node.telemetry()
                .health()
                .takeovers()
                .done("state", new Takeover(partition, epoch, node.clock().millis(), nanos / 1_000_000, batches));
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
