package dev.bourse.shared.cluster;

import dev.bourse.shared.log.AppendResult;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.log.LogMark;
import dev.bourse.shared.log.LogSlice;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The logs of one stage in the cluster, a {@link dev.bourse.shared.log.PartitionLog} for each partition, each with a
 * backup in another process. Answers come on the caller's context. A call that fails may be made again. Safe for all
 * threads.
 */
public interface ReplayLog {
    /** False where nothing is kept, since this process is alone and nobody could take over: every append succeeds. */
    boolean keeps();

    /** What the entries of one partition may take, in bytes. */
    long mostBytes();

    /**
     * The owner of that term begins to write. Fails with {@link Fenced} where a later one has begun already.
     *
     * @return how far earlier owners came
     */
    Future<LogHead> open(int partition, long epoch);

    /**
     * Appends entries; those that are in the log already are passed over. One append of a partition at a time, or they
     * may overtake one another.
     *
     * @param mark kept where the entries were appended
     */
    Future<AppendResult> append(int partition, long epoch, List<LogEntry> entries, Optional<LogMark> mark);

    /** Some entries after a sequence, about a megabyte of them; none where there are none. */
    Future<LogSlice> read(int partition, long after);

    /** Nobody needs the entries up to {@code sequence} any more. */
    Future<LogHead> trim(int partition, long sequence);

    /** How far the log of a partition is. */
    Future<LogHead> head(int partition);

    /** Another process has taken the partition over. */
    final class Fenced extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Names the partition and the terms. */
        public Fenced(int partition, long epoch, long successor) {
            super("partition " + partition + " of term " + epoch + " was taken over by term " + successor);
        }
    }
}
