package dev.bourse.shared.log;

import java.util.List;

/**
 * Some entries of a log, one after another.
 *
 * @param first the oldest entry that the log holds, or the next one where it holds none
 * @param last the log's newest entry, which may be after those of the slice
 * @param entries the entries
 */
public record LogSlice(long first, long last, List<LogEntry> entries) {
    /** Keeps a copy of the list. */
    public LogSlice {
        entries = List.copyOf(entries);
    }

    /** Entries after {@code after} that the log has forgotten already. */
    public long missing(long after) {
        return Math.max(0, first - after - 1);
    }
}
