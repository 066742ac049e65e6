package dev.bourse.shared.flow;

/** The receiver's half of a stream of batches: says of each whether it is the next one. Used by one thread. */
public final class InboundSequence {
    private long epoch;
    private long applied;

    /** Nothing applied yet; batch 1 of any epoch is the next one. */
    public InboundSequence() {
        this(0, 0);
    }

    /** Goes on after a batch that was applied earlier, for example one that a snapshot includes. */
    public InboundSequence(long epoch, long applied) {
        this.epoch = epoch;
        this.applied = applied;
    }

    /** What to do with a batch. */
    public enum Verdict {
        /** It is the next one. */
        APPLY,
        /** It was applied before: drop it, and acknowledge again. */
        DUPLICATE,
        /** Its sender has lost the partition to another: drop it. */
        STALE_EPOCH,
        /** Batches are missing before it: drop it, and ask for them. */
        GAP
    }

    /**
     * Judges the batch, and where the verdict is APPLY counts it as applied. A successor goes on with the numbers of
     * the one before.
     */
    public Verdict receive(long batchEpoch, long sequence) {
        if (batchEpoch < epoch) {
            return Verdict.STALE_EPOCH;
        }
        epoch = batchEpoch;
        long expected = applied + 1;
        if (sequence > expected) {
            return Verdict.GAP;
        }
        if (sequence < expected) {
            return Verdict.DUPLICATE;
        }
        applied = sequence;
        return Verdict.APPLY;
    }

    /**
     * Judges a batch that was read from the stream's log. What is in the log is true whoever wrote it, so that only its
     * number counts.
     */
    public Verdict receiveLogged(long sequence) {
        return receive(epoch, sequence);
    }

    /**
     * The log has nothing before batch {@code first} any more: goes on there, where that is later than what is
     * expected. Gives how many batches that skips.
     */
    public long passOver(long first) {
        return resumeAt(epoch, first);
    }

    /**
     * The sender has nothing before the batch of that epoch and sequence any more: goes on there, where that is later
     * than what is expected. Gives how many batches that skips, which are lost to this receiver; 0 where nothing was
     * missed.
     */
    public long resumeAt(long senderEpoch, long firstHeld) {
        long expected = applied + 1;
        if (senderEpoch < epoch || firstHeld <= expected) {
            return 0;
        }
        epoch = senderEpoch;
        applied = firstHeld - 1;
        return firstHeld - expected;
    }

    /** The highest epoch that a batch had, 0 before the first. */
    public long epoch() {
        return epoch;
    }

    /** The sequence of the last batch applied, 0 where there is none. */
    public long applied() {
        return applied;
    }
}
