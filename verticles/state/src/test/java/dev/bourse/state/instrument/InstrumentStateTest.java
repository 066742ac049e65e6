package dev.bourse.state.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.state.bar.BarPeriod;
import dev.bourse.state.bar.MarketCalendar;
import dev.bourse.state.snapshot.StateReader;
import dev.bourse.state.snapshot.StateWriter;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A3: the state of one instrument, against its definition computed anew from all ticks. */
class InstrumentStateTest {
    private static final Instrument ACME = new Instrument(7, "ACME", 4, 0, 1, 1, 0);

    /** A Friday evening in New York, hours before the clock was set back. */
    private static final long FRIDAY = Instant.parse("2013-11-01T23:30:00Z").toEpochMilli();

    @Property(tries = 150)
    void everyRecordAndEveryBarIsWhatTheDefinitionGives(@ForAll long seed) {
        Random random = new Random(seed);
        StateRules rules = rules(random);
        InstrumentState state = state(rules);
        ReferenceState reference = new ReferenceState(rules);
        int number = 0;
        for (ReferenceState.Tick tick : ticks(random, rules)) {
            number++;
            TickOutcome outcome = state.apply(1, tick.sequence(), tick.time(), tick.price(), tick.size());
            boolean applied = reference.apply(tick);
            assertThat(outcome != TickOutcome.TOO_LATE)
                    .as("tick %d %s", number, tick)
                    .isEqualTo(applied);
            if (applied) {
                assertThat(record(state, rules)).as("tick %d %s", number, tick).isEqualTo(reference.record());
            }
        }
        for (BarPeriod period : BarPeriod.values()) {
            assertThat(bars(state, period)).as(period.word()).isEqualTo(reference.bars(period));
        }
    }

    @Property(tries = 60)
    void aStateRestoredHalfwayGoesOnAsTheOriginalDoes(@ForAll long seed) {
        Random random = new Random(seed);
        StateRules rules = rules(random);
        List<ReferenceState.Tick> ticks = ticks(random, rules);
        InstrumentState original = state(rules);
        int half = random.nextInt(ticks.size());
        ticks.subList(0, half).forEach(tick -> apply(original, tick));

        StateWriter out = new StateWriter();
        original.write(out);
        InstrumentState restored = state(rules);
        StateReader in = new StateReader(out.toByteArray());
        restored.read(in);
        in.end();

        for (ReferenceState.Tick tick : ticks.subList(half, ticks.size())) {
            assertThat(apply(restored, tick)).isEqualTo(apply(original, tick));
            assertThat(record(restored, rules)).isEqualTo(record(original, rules));
        }
        for (BarPeriod period : BarPeriod.values()) {
            assertThat(bars(restored, period)).isEqualTo(bars(original, period));
        }
    }

    @Test
    void aSequenceSeenBeforeIsDroppedAndAGapIsCounted() {
        InstrumentState state = state(StateRules.DEFAULT);
        List<TickOutcome> outcomes = List.of(
                state.apply(1, 1, FRIDAY, 100, 1),
                state.apply(1, 1, FRIDAY, 101, 1),
                state.apply(1, 5, FRIDAY + 1, 102, 1),
                state.apply(1, 4, FRIDAY + 2, 103, 1));
        assertThat(outcomes)
                .containsExactly(
                        TickOutcome.APPLIED, TickOutcome.DUPLICATE, TickOutcome.APPLIED, TickOutcome.DUPLICATE);
        assertThat(state.missing()).isEqualTo(3);
    }

    @Test
    void aNewOwnerMayNumberFromOneAgainButNotRepeatTheOldTicks() {
        InstrumentState state = state(StateRules.DEFAULT);
        state.apply(1, 1, FRIDAY, 100, 1);
        state.apply(1, 2, FRIDAY + 10, 101, 1);
        List<TickOutcome> outcomes = List.of(
                state.apply(2, 1, FRIDAY, 100, 1),
                state.apply(2, 2, FRIDAY + 10, 101, 1),
                state.apply(2, 1, FRIDAY + 20, 102, 1),
                state.apply(2, 2, FRIDAY + 30, 103, 1));
        assertThat(outcomes)
                .containsExactly(
                        TickOutcome.DUPLICATE, TickOutcome.DUPLICATE, TickOutcome.APPLIED, TickOutcome.APPLIED);
    }

    @Test
    void whatNoTickCanBeIsRefusedAndChangesNothing() {
        InstrumentState state = state(StateRules.DEFAULT);
        state.apply(1, 1, FRIDAY, 100, 1);
        long[] before = record(state, StateRules.DEFAULT);
        List<TickOutcome> outcomes = List.of(
                state.apply(1, 2, FRIDAY, 0, 1),
                state.apply(1, 3, FRIDAY, Instrument.MAX_PRICE + 1, 1),
                state.apply(1, 4, FRIDAY, 100, -1),
                state.apply(1, 5, -1, 100, 1),
                state.apply(1, 6, Long.MAX_VALUE, 100, 1));
        assertThat(outcomes).containsOnly(TickOutcome.INVALID);
        assertThat(record(state, StateRules.DEFAULT)).isEqualTo(before);
    }

    @Test
    void theLargestPricesAndSizesOverflowNothing() {
        StateRules rules = StateRules.DEFAULT;
        InstrumentState state = state(rules);
        int taken = 0;
        for (int i = 1; i <= 1_000_000; i++) {
            if (state.apply(1, i, FRIDAY, Instrument.MAX_PRICE, Instrument.MAX_SIZE) == TickOutcome.APPLIED) {
                taken++;
            }
        }
        long[] record = record(state, rules);
        assertThat(taken).isEqualTo(Long.MAX_VALUE / Instrument.MAX_SIZE);
        assertThat(record[7]).isEqualTo(taken * Instrument.MAX_SIZE);
        for (int column = 9; column <= 16; column++) {
            assertThat(record[column]).as("column %d", column).isEqualTo(Instrument.MAX_PRICE * 10_000);
        }
    }

    private static StateRules rules(Random random) {
        Map<BarPeriod, Integer> kept = new EnumMap<>(BarPeriod.class);
        for (BarPeriod period : BarPeriod.values()) {
            kept.put(period, 4 + random.nextInt(20));
        }
        return new StateRules(
                2_000, // all ticks: a late one is then never too old for the ring
                List.of(2, 3 + random.nextInt(30)),
                random.nextInt(100_000),
                1 + random.nextInt(5),
                6 + random.nextInt(30),
                List.of(6, 20, 60).get(random.nextInt(3)),
                ZoneId.of(List.of("UTC", "America/New_York", "Asia/Kolkata").get(random.nextInt(3))),
                List.of(LocalTime.MIDNIGHT, LocalTime.of(18, 0)).get(random.nextInt(2)),
                kept);
    }

    private static List<ReferenceState.Tick> ticks(Random random, StateRules rules) {
        List<ReferenceState.Tick> ticks = new ArrayList<>();
        long time = FRIDAY;
        long price = 1 + random.nextLong(1_000_000);
        for (int sequence = 1; sequence <= 150; sequence++) {
            price = Math.max(1, price + random.nextInt(-20, 21));
            time += random.nextInt(10) == 0 ? random.nextLong(4_000_000) : random.nextLong(3_000);
            boolean late = random.nextInt(4) == 0;
            long at = late ? time - random.nextLong(rules.latenessMillis() * 5 / 4 + 1) : time;
            ticks.add(new ReferenceState.Tick(sequence, at, price, random.nextLong(1_000)));
        }
        return ticks;
    }

    private static TickOutcome apply(InstrumentState state, ReferenceState.Tick tick) {
        return state.apply(1, tick.sequence(), tick.time(), tick.price(), tick.size());
    }

    private static InstrumentState state(StateRules rules) {
        return new InstrumentState(ACME, rules, new MarketCalendar(rules.zone(), rules.sessionStart()));
    }

    private static long[] record(InstrumentState state, StateRules rules) {
        long[] record = new long[rules.layout().stride()];
        state.write(record, 0);
        return record;
    }

    private static Map<Long, List<Long>> bars(InstrumentState state, BarPeriod period) {
        Map<Long, List<Long>> bars = new TreeMap<>();
        state.bars(period)
                .forEach(
                        Integer.MAX_VALUE,
                        (start, open, high, low, close, volume, trades) ->
                                bars.put(start, List.of(open, high, low, close, volume, trades)));
        return bars;
    }
}
