package dev.bourse.shared.cluster;

import dev.bourse.shared.log.AppendResult;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.log.LogMark;
import dev.bourse.shared.log.LogSlice;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Keeps nothing. */
final class NoReplayLog implements ReplayLog {
    private static final LogHead EMPTY = new LogHead(0, 1, 0, 0, LogMark.NONE, new byte[0]);

    @Override
    public boolean keeps() {
        return false;
    }

    @Override
    public long mostBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public Future<LogHead> open(int partition, long epoch) {
        return Future.succeededFuture(EMPTY);
    }

    @Override
    public Future<AppendResult> append(int partition, long epoch, List<LogEntry> entries, Optional<LogMark> mark) {
        long last = entries.isEmpty() ? 0 : entries.getLast().sequence();
        return Future.succeededFuture(new AppendResult(AppendResult.Outcome.APPENDED, last, 0));
    }

    @Override
    public Future<LogSlice> read(int partition, long after) {
        return Future.succeededFuture(new LogSlice(after + 1, after, List.of()));
    }

    @Override
    public Future<LogHead> trim(int partition, long sequence) {
        return Future.succeededFuture(EMPTY);
    }

    @Override
    public Future<LogHead> head(int partition) {
        return Future.succeededFuture(EMPTY);
    }
}
