package dev.bourse.data;

import dev.bourse.shared.log.AppendResult;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Hop;
import dev.bourse.shared.telemetry.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What appends to the log of ticks come to, as metrics and in words. */
final class LogMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(LogMetrics.class);

    private final Hop append;
    private final Counter full;
    private final Counter retries;
    private final Counter fenced;
    private final Counter gone;

    LogMetrics(Telemetry telemetry) {
        append = telemetry.hop("append");
        full = telemetry.counter("data.log.full", "Times that the log of a partition had no room for a batch");
        retries = telemetry.counter("data.log.retries", "Appends to the log that failed and were tried again");
        fenced = telemetry.counter("data.log.fenced", "Partitions stopped since another process writes their log");
        gone = telemetry.counter("data.log.gone", "Logs of partitions that were gone with all of their copies");
    }

    void appended(long nanos) {
        append.record(nanos);
    }

    void full() {
        full.increment();
    }

    /** Told in words once in a while only: a cluster in trouble fails for all partitions at once. */
    void failed(int partition, Throwable cause) {
        long before = retries.count();
        retries.increment();
        if (before % 100 == 0) {
            LOG.warn("a batch of partition {} was not appended to its log; it is tried again", partition, cause);
        }
    }

    /** Its next writer goes on after a number that nobody has seen, and the feeds begin anew. */
    void gone(int partition, long known, long after) {
        gone.increment();
        LOG.error(
                "the log of partition {} is gone with all of its copies, though batch {} is in a checkpoint: what came"
                        + " after that is lost, and the next batch is {}",
                partition,
                known,
                after + 1);
    }

    void fenced(int partition, long epoch, AppendResult answer) {
        fenced.increment();
        LOG.warn("partition {} of term {} stops: its log says {}", partition, epoch, answer);
    }
}
