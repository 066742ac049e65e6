package dev.bourse.shared.log;

/**
 * Where a log is gone with its writer and all of its copies, its next writer finds it as one that was never written;
 * checkpoints of those who read it say otherwise. Readers that are alive have seen more than the checkpoints, and would
 * take numbers up to there for what they have had already: so the writer leaps over all that can have been in the log.
 */
public final class LostLog {
    /** No batch with what stands beside it takes fewer bytes in the log. */
    private static final long LEAST_BYTES = 64;

    private LostLog() {}

    /** Whether the log was written and is gone, if its readers have checkpoints up to {@code known}, 0 for none. */
    public static boolean isGone(LogHead head, long known) {
        return head.last() == 0 && known > 0;
    }

    /**
     * The number after which the writer of a log that is gone begins.
     *
     * @param known the newest batch that a checkpoint of a reader includes; what came after it was in the log
     * @param mostBytes what the log may hold
     */
    public static long beginAfter(long known, long mostBytes) {
        return known + mostBytes / LEAST_BYTES;
    }
}
