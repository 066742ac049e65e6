package dev.bourse.shared.cluster;

/**
 * Partitions of a group that a process took over from one that had died.
 *
 * @param from the name of the process that had died
 * @param partitions how many
 * @param beganMillis when its death was noticed, in milliseconds since 1970
 * @param endedMillis when the last of them was at work again
 */
public record Takeover(String from, int partitions, long beganMillis, long endedMillis) {
    /** How long it took. */
    public long millis() {
        return endedMillis - beganMillis;
    }
}
