package dev.bourse.state.instrument;

import dev.bourse.shared.message.StateLayout;
import dev.bourse.state.bar.BarPeriod;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a state consists of; the same rules and the same ticks give the same state.
 *
 * @param ticks how many of the last ticks an instrument keeps, 2 to 65,536
 * @param lookbacks see {@link StateLayout}; each below {@code ticks}
 * @param latenessMillis how much older than its instrument's newest tick a tick may be, 0 to 3,600,000
 * @param shortTicks period of the shorter exponential average, 1 to 1,000,000 ticks
 * @param longTicks period of the longer one, above {@code shortTicks}
 * @param windowBuckets buckets of each sliding window, 6 to 600 and a divisor of 60,000: a window's resolution is its
 *     length divided by this
 * @param zone where days, weeks, months and sessions begin
 * @param sessionStart local time at which a session starts
 * @param barsKept for each period how many bars an instrument keeps, 1 to 16,000,000
 */
public record StateRules(
        int ticks,
        List<Integer> lookbacks,
        long latenessMillis,
        int shortTicks,
        int longTicks,
        int windowBuckets,
        ZoneId zone,
        LocalTime sessionStart,
        Map<BarPeriod, Integer> barsKept) {

    /**
     * What holds unless configured: 256 ticks, lookback 20, 5 s of lateness, 12 and 26 ticks, 60 buckets, days of UTC.
     */
    public static final StateRules DEFAULT =
            new StateRules(256, List.of(20), 5_000, 12, 26, 60, ZoneId.of("UTC"), LocalTime.MIDNIGHT, defaultBars());

    /** @throws IllegalArgumentException naming every value that is not allowed, and what is */
    public StateRules {
        lookbacks = List.copyOf(lookbacks);
        barsKept = Collections.unmodifiableMap(new EnumMap<>(barsKept));
        List<String> faults = new ArrayList<>();
        check(faults, "ticks", ticks, 2, 65_536);
        check(faults, "lateness", latenessMillis, 0, 3_600_000);
        check(faults, "exponential.short", shortTicks, 1, 1_000_000);
        check(faults, "exponential.long", longTicks, shortTicks + 1L, 1_000_001);
        check(faults, "window.buckets", windowBuckets, 6, 600);
        if (windowBuckets > 0 && 60_000 % windowBuckets != 0) {
            faults.add("window.buckets: '" + windowBuckets + "' is not allowed; allowed is a divisor of 60000");
        }
        for (BarPeriod period : BarPeriod.values()) {
            int kept = barsKept.getOrDefault(period, 0);
            long needed = latenessMillis / period.longestMillis() + 2;
            check(faults, "bars." + period.word(), kept, needed, 16_000_000);
        }
        try {
            new StateLayout(lookbacks);
        } catch (IllegalArgumentException notAllowed) {
            faults.add(notAllowed.getMessage());
        }
        for (int lookback : lookbacks) {
            if (lookback >= ticks) {
                faults.add("lookbacks: '" + lookback + "' is not allowed; allowed is less than the " + ticks
                        + " ticks kept");
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** The columns of the states that these rules give. */
    public StateLayout layout() {
        return new StateLayout(lookbacks);
    }

    /** These rules in another zone. */
    public StateRules in(ZoneId otherZone) {
        return new StateRules(
                ticks,
                lookbacks,
                latenessMillis,
                shortTicks,
                longTicks,
                windowBuckets,
                otherZone,
                sessionStart,
                barsKept);
    }

    /** These rules with all periods keeping that many bars. */
    public StateRules keeping(int bars) {
        Map<BarPeriod, Integer> kept = new EnumMap<>(BarPeriod.class);
        for (BarPeriod period : BarPeriod.values()) {
            kept.put(period, bars);
        }
        return new StateRules(
                ticks, lookbacks, latenessMillis, shortTicks, longTicks, windowBuckets, zone, sessionStart, kept);
    }

    /** A text that is the same for the same rules; a saved state names it. */
    public String fingerprint() {
        return toString();
    }

    private static Map<BarPeriod, Integer> defaultBars() {
        Map<BarPeriod, Integer> kept = new EnumMap<>(BarPeriod.class);
        for (BarPeriod period : BarPeriod.values()) {
            kept.put(period, period.barsKept());
        }
        return kept;
    }

    private static void check(List<String> faults, String field, long value, long least, long most) {
        if (value < least || value > most) {
            faults.add(field + ": '" + value + "' is not allowed; allowed is " + least + " to " + most);
        }
    }
}
