package dev.bourse.shared.cluster;

import dev.bourse.shared.config.Settings;

/**
 * What is kept for successors.
 *
 * @param keeps whether anything is; a process that is alone has no successors
 * @param ticksBytes what the ticks of one partition may take; beyond that the feeds wait, shed or conflate
 * @param signalsBytes what the newest signals of one partition may take
 */
public record LogOptions(boolean keeps, long ticksBytes, long signalsBytes) {
    private static final int MEGABYTE = 1 << 20;

    /** Reads {@code log.*}. */
    public static LogOptions from(Settings settings, boolean join) {
        return new LogOptions(
                join,
                (long) settings.integer("log.ticks-megabytes", 4, 1, 1_024) * MEGABYTE,
                (long) settings.integer("log.signals-megabytes", 1, 1, 1_024) * MEGABYTE);
    }
}
