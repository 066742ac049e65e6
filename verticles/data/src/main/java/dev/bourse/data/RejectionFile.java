package dev.bourse.data;

import dev.bourse.data.record.RejectionListener;
import dev.bourse.shared.config.StartFailure;
import dev.bourse.shared.telemetry.RotatingLog;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Every refused record of every feed as a line {@code time,feed,record,reason,"text"} of a rotating file, written on a
 * thread of its own. A thread that reads a file waits where too many wait already; on an event loop the line is left
 * out and counted. Safe for all threads.
 */
final class RejectionFile implements AutoCloseable {
    private final @Nullable RotatingLog log;
    private final LongSupplier clockMillis;

    private RejectionFile(@Nullable RotatingLog log, LongSupplier clockMillis) {
        this.log = log;
        this.clockMillis = clockMillis;
    }

    /**
     * Opens the file, appending to what is there; without a file it writes nothing. Blocks.
     *
     * @throws StartFailure if the file cannot be written
     */
    static RejectionFile open(RejectionOptions options, LongSupplier clockMillis, Telemetry telemetry) {
        Optional<Path> file = options.file();
        if (file.isEmpty()) {
            return new RejectionFile(null, clockMillis);
        }
        try {
            RotatingLog log = new RotatingLog("rejects", file.get(), options.bytes(), options.kept(), options.queue());
            telemetry.gauge(
                    "data.rejects.unwritten",
                    "Refused records that were left out of the file, because too many waited or it could not be"
                            + " written",
                    log::dropped);
            return new RejectionFile(log, clockMillis);
        } catch (IOException unwritable) {
            throw new StartFailure(
                    file.get() + " cannot be written; name another file with --data.rejects.file", unwritable);
        }
    }

    /** Logs and writes what this feed refuses. */
    RejectionListener of(String feed) {
        RejectionLog logged = new RejectionLog(feed, clockMillis);
        RotatingLog file = log;
        if (file == null) {
            return logged;
        }
        return rejection -> {
            logged.rejected(rejection);
            long now = clockMillis.getAsLong();
            RotatingLog.Line line = out -> rejection.appendCsv(out.append(Instant.ofEpochMilli(now))
                    .append(',')
                    .append(feed)
                    .append(','));
            if (Context.isOnEventLoopThread()) {
                file.offer(line);
            } else {
                file.put(line);
            }
        };
    }

    /** Writes what waits, and closes the file. Blocks. */
    @Override
    public void close() throws IOException {
        if (log != null) {
            log.close();
        }
    }
}
