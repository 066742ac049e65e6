package dev.bourse.shared.flow;

/**
 * Notices that a receiver owes answers and gives none. Its acknowledgements, or the last batches before the window was
 * full, may have been lost on their way; nothing would come after them, and both ends would wait for each other. Used
 * by one thread.
 */
public final class Standstill {
    private long owed;

    /**
     * Whether nothing was acknowledged since the last look, though something has been on its way since then.
     *
     * @param inFlight batches sent and not acknowledged
     * @param acknowledged the last sequence that was
     */
    public boolean look(long inFlight, long acknowledged) {
        long before = owed;
        owed = inFlight > 0 ? acknowledged + 1 : 0;
        return owed > 0 && owed == before;
    }
}
