package dev.bourse.state.instrument;

import dev.bourse.shared.message.LookbackField;
import dev.bourse.shared.message.StateField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The state as its definition says it: keeps every tick and computes each column anew, in exact numbers. Shares no code
 * with what it checks.
 */
final class ReferenceState {
    record Tick(long sequence, long time, long price, long size) {}

    private final StateRules rules;
    /** In the order of time; ticks of the same time in the order in which they came. */
    private final List<Tick> ticks = new ArrayList<>();

    private Tick applied = new Tick(0, 0, 0, 0);

    ReferenceState(StateRules rules) {
        this.rules = rules;
    }

    boolean apply(Tick tick) {
        if (!ticks.isEmpty() && tick.time() < newest().time() - rules.latenessMillis()) {
            return false;
        }
        int place = ticks.size();
        while (place > 0 && ticks.get(place - 1).time() > tick.time()) {
            place--;
        }
        ticks.add(place, tick);
        applied = tick;
        return true;
    }

    long[] record() {
        long[] record = new long[rules.layout().stride()];
        List<Tick> session = ticks.stream().filter(t -> day(t) == day(newest())).toList();
        put(record, StateField.SEQUENCE, applied.sequence());
        put(record, StateField.TIME, applied.time());
        put(record, StateField.LAST, newest().price());
        put(record, StateField.SIZE, newest().size());
        put(record, StateField.SESSION_OPEN, session.getFirst().price());
        put(
                record,
                StateField.SESSION_HIGH,
                session.stream().mapToLong(Tick::price).max().orElseThrow());
        put(
                record,
                StateField.SESSION_LOW,
                session.stream().mapToLong(Tick::price).min().orElseThrow());
        BigInteger volume = sum(session, Tick::size);
        put(record, StateField.SESSION_VOLUME, volume.longValueExact());
        put(record, StateField.SESSION_TRADES, session.size());
        BigInteger notional = BigInteger.ZERO;
        for (Tick tick : session) {
            notional = notional.add(BigInteger.valueOf(tick.price()).multiply(BigInteger.valueOf(tick.size())));
        }
        put(record, StateField.SESSION_VWAP, volume.signum() == 0 ? StateField.ABSENT : fine(notional, volume));
        put(record, StateField.AVERAGE_1M, window(60_000));
        put(record, StateField.AVERAGE_5M, window(300_000));
        put(record, StateField.AVERAGE_15M, window(900_000));
        put(record, StateField.AVERAGE_60M, window(3_600_000));
        put(record, StateField.AVERAGE_SESSION, average(session));
        put(record, StateField.EXPONENTIAL_SHORT, exponential(rules.shortTicks()));
        put(record, StateField.EXPONENTIAL_LONG, exponential(rules.longTicks()));
        for (int lookback : rules.lookbacks()) {
            lookback(record, lookback);
        }
        return record;
    }

    /** Bars of a period: start to open, high, low, close, volume, trades; the newest as many as are kept. */
    Map<Long, List<Long>> bars(dev.bourse.state.bar.BarPeriod period) {
        TreeMap<Long, List<Tick>> byStart = new TreeMap<>();
        ticks.forEach(tick -> byStart.computeIfAbsent(start(period, tick.time()), s -> new ArrayList<>())
                .add(tick));
        while (byStart.size() > rules.barsKept().getOrDefault(period, 0)) {
            byStart.pollFirstEntry();
        }
        Map<Long, List<Long>> bars = new TreeMap<>();
        byStart.forEach((start, in) -> {
            List<Long> prices = in.stream().map(Tick::price).toList();
            bars.put(
                    start,
                    List.of(
                            prices.getFirst(),
                            Collections.max(prices),
                            Collections.min(prices),
                            prices.getLast(),
                            sum(in, Tick::size).longValueExact(),
                            (long) in.size()));
        });
        return bars;
    }

    private long start(dev.bourse.state.bar.BarPeriod period, long time) {
        ZonedDateTime at = Instant.ofEpochMilli(time).atZone(rules.zone());
        ZonedDateTime start = switch (period.word()) {
            case "1m" -> at.truncatedTo(ChronoUnit.MINUTES);
            case "5m" -> at.truncatedTo(ChronoUnit.MINUTES).minusMinutes(at.getMinute() % 5);
            case "1h" -> at.truncatedTo(ChronoUnit.HOURS);
            case "1d" -> at.truncatedTo(ChronoUnit.DAYS);
            case "1w" -> at.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            default -> at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
        };
        return start.toInstant().toEpochMilli();
    }

    private Tick newest() {
        return ticks.getLast();
    }

    private long day(Tick tick) {
        ZonedDateTime at = Instant.ofEpochMilli(tick.time()).atZone(rules.zone());
        LocalDate date = at.toLocalDate();
        return at.toLocalTime().isBefore(rules.sessionStart()) ? date.toEpochDay() - 1 : date.toEpochDay();
    }

    private long window(long length) {
        long width = length / rules.windowBuckets();
        long from = Math.floorDiv(newest().time(), width) - rules.windowBuckets() + 1;
        return average(ticks.stream()
                .filter(tick -> Math.floorDiv(tick.time(), width) >= from)
                .toList());
    }

    /** The rule of the exponential average in unlimited integers, over all ticks. */
    private long exponential(int period) {
        BigInteger weight = BigInteger.valueOf(Math.round(Math.pow(2, 33) / (period + 1)));
        BigInteger units = BigInteger.valueOf(320_000);
        BigInteger value = BigInteger.valueOf(ticks.getFirst().price()).multiply(units);
        for (Tick tick : ticks.subList(1, ticks.size())) {
            BigInteger distance =
                    BigInteger.valueOf(tick.price()).multiply(units).subtract(value);
            value = value.add(distance.multiply(weight).shiftRight(32));
        }
        return new BigDecimal(value)
                .divide(BigDecimal.valueOf(32), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private void lookback(long[] record, int length) {
        boolean known = ticks.size() > length;
        List<Tick> previous = known ? ticks.subList(ticks.size() - 1 - length, ticks.size() - 1) : List.of();
        long maximum = previous.stream().mapToLong(Tick::price).max().orElse(StateField.ABSENT);
        long minimum = previous.stream().mapToLong(Tick::price).min().orElse(StateField.ABSENT);
        record[rules.layout().column(length, LookbackField.MAXIMUM)] = maximum;
        record[rules.layout().column(length, LookbackField.MINIMUM)] = minimum;
        record[rules.layout().column(length, LookbackField.MEAN)] = average(previous);
        record[rules.layout().column(length, LookbackField.DEVIATION)] =
                known ? deviation(previous) : StateField.ABSENT;
    }

    private static long deviation(List<Tick> previous) {
        BigInteger count = BigInteger.valueOf(previous.size());
        BigInteger squares = BigInteger.ZERO;
        for (Tick tick : previous) {
            squares = squares.add(BigInteger.valueOf(tick.price()).pow(2));
        }
        BigInteger variance =
                squares.multiply(count).subtract(sum(previous, Tick::price).pow(2));
        return new BigDecimal(variance)
                .sqrt(new MathContext(60))
                .multiply(BigDecimal.valueOf(10_000))
                .divide(new BigDecimal(count), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static long average(List<Tick> over) {
        return over.isEmpty() ? StateField.ABSENT : fine(sum(over, Tick::price), BigInteger.valueOf(over.size()));
    }

    private static long fine(BigInteger sum, BigInteger divisor) {
        return new BigDecimal(sum.multiply(BigInteger.valueOf(10_000)))
                .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static BigInteger sum(List<Tick> over, ToLongFunction<Tick> column) {
        return over.stream()
                .map(t -> BigInteger.valueOf(column.applyAsLong(t)))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static void put(long[] record, StateField field, long value) {
        record[field.ordinal()] = value;
    }
}
