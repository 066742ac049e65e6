package dev.bourse.state.checkpoint;

/**
 * Says when the next checkpoint is due. After the interval, where it takes no more than some times what the ticks since
 * the last one take; where it takes more, later, so that what is kept for successors stays in proportion to what comes
 * in; and at the latest when the ticks take their share of the log, which only a checkpoint lets forget them. Used by
 * one thread.
 */
public final class CheckpointPace {
    private static final int PROPORTION = 4;
    /** Where only a few ticks come, they are made safe after so many intervals however little they are. */
    private static final int PATIENCE = 12;

    private static final int BATCH_BYTES = 128;
    private static final int TICK_BYTES = 36;

    private final long intervalMillis;
    private final long mostBytes;
    private long checkpointBytes;
    private long bytes;
    private boolean ticks;
    private long sinceMillis;

    /**
     * The pace of a partition that has none yet.
     *
     * @param intervalMillis see above
     * @param logBytes what the log of the ticks may take
     * @param nowMillis the time
     */
    public CheckpointPace(long intervalMillis, long logBytes, long nowMillis) {
        this.intervalMillis = intervalMillis;
        this.mostBytes = logBytes / 4;
        this.sinceMillis = nowMillis;
    }

    /** A batch of so many ticks was applied. */
    public void applied(int size) {
        bytes += BATCH_BYTES + (long) size * TICK_BYTES;
        ticks |= size > 0;
    }

    /** Whether it is time. */
    public boolean due(long nowMillis) {
        long waited = nowMillis - sinceMillis;
        boolean inProportion = bytes * PROPORTION >= checkpointBytes || waited >= intervalMillis * PATIENCE;
        return bytes >= mostBytes || (ticks && waited >= intervalMillis && inProportion);
    }

    /** A checkpoint of so many bytes was begun. */
    public void taken(long ofBytes, long nowMillis) {
        checkpointBytes = ofBytes;
        bytes = 0;
        ticks = false;
        sinceMillis = nowMillis;
    }
}
