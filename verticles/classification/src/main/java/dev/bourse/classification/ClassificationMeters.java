package dev.bourse.classification;

import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Hop;
import dev.bourse.shared.telemetry.Takeovers.Takeover;
import dev.bourse.shared.telemetry.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the classification group counts. Safe for all threads. */
final class ClassificationMeters {
    private static final Logger LOG = LoggerFactory.getLogger(ClassificationMeters.class);

    private final Counter states;
    private final Counter signals;
    private final Counter unknown;
    private final Counter passedOver;
    private final Counter checkpoints;
    private final Counter fresh;
    private final Counter fenced;
    private final Counter logGone;
    private final Hop takeover;
    private final Hop arrival;

    ClassificationMeters(Telemetry telemetry) {
        states = telemetry.counter("classification.states", "States that were classified");
        signals = telemetry.counter("classification.signals", "Signals that were sent");
        unknown =
                telemetry.counter("classification.states.unknown", "States of instruments that are not known, dropped");
        passedOver = telemetry.counter(
                "classification.signals.known", "Signals that were made again and were out already, not sent");
        checkpoints = telemetry.counter("classification.checkpoints", "Checkpoints that were stored");
        fresh = telemetry.counter(
                "classification.engines.fresh", "Times that an engine took a partition over without earlier classes");
        fenced = telemetry.counter(
                "classification.fenced", "Partitions stopped since another process had taken them over");
        logGone =
                telemetry.counter("classification.log.gone", "Logs of signals that were gone with all of their copies");
        takeover = telemetry.hop("takeover.classification");
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

    void passedOver(int count) {
        passedOver.add(count);
    }

    void checkpointed() {
        checkpoints.increment();
    }

    void fresh() {
        fresh.increment();
    }

    void fenced() {
        fenced.increment();
    }

    /** Its next writer goes on after a number that nobody has seen. */
    void logGone(int partition, long known, long after) {
        logGone.increment();
        LOG.error(
                "the log of the signals of partition {} is gone with all of its copies, though batch {} is in a"
                        + " checkpoint: who has not heard what it held does not any more, and the next batch is {}",
                partition,
                known,
                after + 1);
    }

    /** A partition that was given to this process at that time is up to date. */
    void takenOver(Node node, int partition, long epoch, long givenNanos) {
        long nanos = node.clock().nanos() - givenNanos;
        takeover.record(nanos);
        node.telemetry()
                .health()
                .takeovers()
                .done(
                        "classification",
                        new Takeover(partition, epoch, node.clock().millis(), nanos / 1_000_000, 0));
    }

    void unknown(long count) {
        unknown.add(count);
    }
}
