package dev.bourse.state.bar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/**
 * Says in which interval of a period a moment lies, in one time zone. Intervals up to an hour follow the local clock
 * and never reach over a change of it; days, weeks (from Monday) and months start at local midnight, sessions at the
 * local time given. It remembers the interval it found last, so asking again for a moment near it costs a comparison.
 * Times are milliseconds since 1970. Used by one thread.
 */
public final class MarketCalendar {
    private static final int SESSION = BarPeriod.COUNT;

    private final ZoneId zone;
    private final ZoneRules rules;
    private final LocalTime sessionStart;
    private final long[] starts = new long[BarPeriod.COUNT + 1];
    private final long[] ends = new long[BarPeriod.COUNT + 1];
    private long offsetFrom;
    private long offsetUntil;
    private long offsetMillis;

    /** A calendar of that zone, whose sessions start at that time of each day and end where the next one starts. */
    public MarketCalendar(ZoneId zone, LocalTime sessionStart) {
        this.zone = zone;
        this.rules = zone.getRules();
        this.sessionStart = sessionStart;
        Arrays.fill(starts, Long.MAX_VALUE);
        Arrays.fill(ends, Long.MIN_VALUE);
    }

    /** The start of the interval in which {@code time} lies; {@link #end} then gives where that interval ends. */
    public long start(BarPeriod period, long time) {
        int index = period.ordinal();
        if (time < starts[index] || time >= ends[index]) {
            locate(period, time);
        }
        return starts[index];
    }

    /** The first moment after the interval that {@link #start} found last. */
    public long end(BarPeriod period) {
        return ends[period.ordinal()];
    }

    /** The start of the session in which {@code time} lies; {@link #sessionEnd} then gives where it ends. */
    public long sessionStart(long time) {
        if (time < starts[SESSION] || time >= ends[SESSION]) {
            locateSession(time);
        }
        return starts[SESSION];
    }

    /** The first moment after the session that {@link #sessionStart} found last. */
    public long sessionEnd() {
        return ends[SESSION];
    }

    private void locate(BarPeriod period, long time) {
        switch (period) {
            case MINUTE, FIVE_MINUTES, HOUR -> locateByClock(period, time);
            case DAY -> locateByDate(period, date(time), date(time).plusDays(1));
            case WEEK -> {
                LocalDate monday = date(time).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                locateByDate(period, monday, monday.plusWeeks(1));
            }
            case MONTH -> {
                LocalDate first = date(time).withDayOfMonth(1);
                locateByDate(period, first, first.plusMonths(1));
            }
        }
    }

    private void locateByClock(BarPeriod period, long time) {
        if (time < offsetFrom || time >= offsetUntil) {
            locateOffset(time);
        }
        long width = period.longestMillis();
        long start = time - Math.floorMod(time + offsetMillis, width);
        starts[period.ordinal()] = Math.max(start, offsetFrom);
        ends[period.ordinal()] = Math.min(start + width, offsetUntil);
    }

    private void locateOffset(long time) {
        Instant instant = Instant.ofEpochMilli(time);
        offsetMillis = rules.getOffset(instant).getTotalSeconds() * 1000L;
        // The transition at this very moment is "previous" only as seen from later.
        ZoneOffsetTransition before = rules.previousTransition(instant.plusMillis(1));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        offsetFrom = before == null ? Long.MIN_VALUE : before.getInstant().toEpochMilli();
        offsetUntil = after == null ? Long.MAX_VALUE : after.getInstant().toEpochMilli();
    }

    private void locateByDate(BarPeriod period, LocalDate first, LocalDate next) {
        starts[period.ordinal()] = first.atStartOfDay(zone).toInstant().toEpochMilli();
        ends[period.ordinal()] = next.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private void locateSession(long time) {
        LocalDate day = date(time);
        if (time < session(day)) {
            day = day.minusDays(1);
        } else if (time >= session(day.plusDays(1))) {
            day = day.plusDays(1);
        }
        starts[SESSION] = session(day);
        ends[SESSION] = session(day.plusDays(1));
    }

    private long session(LocalDate day) {
        return day.atTime(sessionStart).atZone(zone).toInstant().toEpochMilli();
    }

    private LocalDate date(long time) {
        return Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    }
}
