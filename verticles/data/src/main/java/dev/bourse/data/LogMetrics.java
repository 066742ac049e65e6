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

    LogMetrics(Telemetry telemetry) {
        append = telemetry.hop("append");
        full = telemetry.counter("data.log.full", "Times that the log of a partition had no room for a batch");
        retries = telemetry.counter("data.log.retries", "Appends to the log that failed and were tried again");
        fenced = telemetry.counter("data.log.fenced", "Partitions stopped since another process writes their log");
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

    void fenced(int partition, long epoch, AppendResult answer) {
        fenced.increment();
        LOG.warn("partition {} of term {} stops: its log says {}", partition, epoch, answer);
    }
}
