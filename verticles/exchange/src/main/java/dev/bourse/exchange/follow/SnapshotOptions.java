package dev.bourse.exchange.follow;

import dev.bourse.shared.config.Settings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Snapshots of a reader's model.
 *
 * @param folder {@code GROUP.snapshot-folder}: where they are, of this process alone
 * @param interval {@code GROUP.snapshot-interval}: the time between two; 0 for none
 * @param outputs {@code GROUP.snapshot-outputs}: after so many outputs one is taken earlier
 */
public record SnapshotOptions(Path folder, Duration interval, long outputs) {
    private static final long USUAL_OUTPUTS = 5_000_000;

    /**
     * Reads the options of a group; what is not allowed becomes a fault of the settings.
     *
     * @param folder as the group has read it
     */
    public static SnapshotOptions from(Settings settings, String group, Path folder) {
        return new SnapshotOptions(
                folder,
                settings.duration(
                        group + ".snapshot-interval", Duration.ofMinutes(5), Duration.ZERO, Duration.ofDays(7)),
                settings.number(group + ".snapshot-outputs", USUAL_OUTPUTS, 1, Long.MAX_VALUE));
    }

    /** No snapshots are taken, nor read. */
    public static SnapshotOptions none() {
        return new SnapshotOptions(Path.of(""), Duration.ZERO, Long.MAX_VALUE);
    }

    /** Whether any are taken. */
    public boolean areTaken() {
        return !interval.isZero();
    }
}
