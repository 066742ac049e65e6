package dev.bourse.shared.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The newest takeover of each group in a process. Safe for all threads. */
public final class Takeovers {
    private final Map<String, Takeover> newest = new ConcurrentSkipListMap<>();

    /**
     * A partition was taken over, or gone back to a checkpoint.
     *
     * @param partition the partition
     * @param epoch the owner's term
     * @param atMillis when it was up to date, milliseconds since 1970
     * @param tookMillis how long that took since the lease was there
     * @param replayed batches that were read from the log for it
     */
    public record Takeover(int partition, long epoch, long atMillis, long tookMillis, long replayed) {}

    /** A group's partition is up to date. */
    public void done(String group, Takeover takeover) {
        newest.put(group, takeover);
    }

    /** The newest one of each group, by the group's name. */
    public Map<String, Takeover> newest() {
        return Map.copyOf(newest);
    }
}
