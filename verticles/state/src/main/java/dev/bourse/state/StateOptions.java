package dev.bourse.state;

import dev.bourse.shared.config.LookbackOptions;
import dev.bourse.shared.config.Settings;
import dev.bourse.state.bar.BarPeriod;
import dev.bourse.state.instrument.StateRules;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The options of the state group.
 *
 * @param rules what a state consists of
 * @param windowBatches state batches on their way to classification, for each partition; while it is full, ticks wait
 * @param indexGrace how long a minute of the index waits for the last partitions
 * @param instrumentGrace how long ticks wait for an instrument that this process has not heard of
 * @param checkpointInterval how often a partition's states are made safe, where there are processes to keep them
 */
public record StateOptions(
        StateRules rules,
        int windowBatches,
        Duration indexGrace,
        Duration instrumentGrace,
        Duration checkpointInterval) {
    private static final int DEFAULT_WINDOW = 32;
    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    /** Reads the options; what is not allowed becomes a fault of the settings. */
    public static StateOptions from(Settings settings) {
        return new StateOptions(
                rules(settings),
                settings.integer("state.window", DEFAULT_WINDOW, 1, 65_536),
                settings.duration("state.index-grace", DEFAULT_GRACE, Duration.ofMillis(100), Duration.ofMinutes(5)),
                settings.duration(
                        "state.instrument-grace", DEFAULT_GRACE, Duration.ofMillis(100), Duration.ofMinutes(5)),
                settings.duration(
                        "state.checkpoint", Duration.ofSeconds(5), Duration.ofMillis(10), Duration.ofMinutes(10)));
    }

    private static StateRules rules(Settings settings) {
        StateRules standard = StateRules.DEFAULT;
        Map<BarPeriod, Integer> kept = new EnumMap<>(BarPeriod.class);
        for (BarPeriod period : BarPeriod.values()) {
            kept.put(period, settings.integer("state.bars-" + period.word(), period.barsKept(), 2, 1_000_000));
        }
        int ticks = settings.integer("state.ticks", standard.ticks(), 2, 65_536);
        List<Integer> lookbacks = LookbackOptions.from(settings).lookbacks();
        Duration lateness = settings.duration(
                "state.lateness", Duration.ofMillis(standard.latenessMillis()), Duration.ZERO, Duration.ofHours(1));
        int shortTicks = settings.integer("state.exponential-short", standard.shortTicks(), 1, 1_000_000);
        int longTicks = settings.integer("state.exponential-long", standard.longTicks(), 2, 1_000_001);
        int buckets = settings.integer("state.window-buckets", standard.windowBuckets(), 6, 600);
        ZoneId zone = zone(settings, standard.zone());
        LocalTime sessionStart = sessionStart(settings, standard.sessionStart());
        try {
            return new StateRules(
                    ticks, lookbacks, lateness.toMillis(), shortTicks, longTicks, buckets, zone, sessionStart, kept);
        } catch (IllegalArgumentException notAllowed) {
            settings.fault("state", String.valueOf(notAllowed.getMessage()));
            return standard;
        }
    }

    private static ZoneId zone(Settings settings, ZoneId standard) {
        String text = settings.text("state.zone", standard.getId());
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            settings.fault("state.zone", "'" + text + "' is not allowed; allowed is a zone such as America/New_York");
            return standard;
        }
    }

    private static LocalTime sessionStart(Settings settings, LocalTime standard) {
        String text = settings.text("state.session-start", standard.toString());
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException notATime) {
            settings.fault("state.session-start", "'" + text + "' is not allowed; allowed is a time such as 09:30");
            return standard;
        }
    }
}
