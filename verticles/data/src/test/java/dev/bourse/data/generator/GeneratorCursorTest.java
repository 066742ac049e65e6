package dev.bourse.data.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.partition.Partitions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A1, A2: made-up ticks follow from seed, symbol and step alone")
final class GeneratorCursorTest {
    private static final long BEGIN = 1_790_000_000_000L;
    private static final long PERIOD = 1_000;

    private record Tick(int instrument, long sequence, long time, long price, long size) {}

    private final List<Instrument> universe = universe(200);

    private static List<Instrument> universe(int count) {
        List<InstrumentDraft> drafts = InventedUniverse.instruments(count);
        List<Instrument> instruments = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            instruments.add(drafts.get(id).withId(id));
        }
        return instruments;
    }

    private static GeneratorCursor cursor(long seed, List<Instrument> instruments, long after) {
        GeneratorCursor cursor = new GeneratorCursor(seed, PERIOD, after);
        cursor.instruments(instruments);
        return cursor;
    }

    private static List<Tick> ticks(GeneratorCursor cursor, long until) {
        List<Tick> ticks = new ArrayList<>();
        cursor.advance(
                until,
                Integer.MAX_VALUE,
                (instrument, sequence, time, price, size) ->
                        ticks.add(new Tick(instrument, sequence, time, price, size)));
        return ticks;
    }

    @Test
    @DisplayName("the same seed gives the same ticks whatever the number of partitions; another seed gives others")
    void partitions() {
        Set<Tick> whole = new HashSet<>(ticks(cursor(1, universe, BEGIN), BEGIN + 20_000));
        for (int count : new int[] {2, 7, 64}) {
            Set<Tick> parts = new HashSet<>();
            for (int partition = 0; partition < count; partition++) {
                Partitions partitions = new Partitions(count);
                int wanted = partition;
                List<Instrument> own = universe.stream()
                        .filter(instrument -> partitions.of(instrument.id()) == wanted)
                        .toList();
                parts.addAll(ticks(cursor(1, own, BEGIN), BEGIN + 20_000));
            }
            assertThat(parts).isEqualTo(whole);
        }
        assertThat(whole).hasSize(200 * 20);
        assertThat(new HashSet<>(ticks(cursor(2, universe, BEGIN), BEGIN + 20_000)))
                .isNotEqualTo(whole);
    }

    @Test
    @DisplayName("stopped anywhere, even between ticks of one moment, and begun again elsewhere, nothing is missing or"
            + " twice")
    void restarts() {
        List<Tick> whole = ticks(cursor(1, universe, BEGIN), BEGIN + 3_000);
        for (int cut = 0; cut <= whole.size(); cut += 7) {
            List<Tick> joined = new ArrayList<>();
            int most = cut;
            GeneratorCursor first = cursor(1, universe, BEGIN);
            first.advance(
                    BEGIN + 3_000,
                    Integer.MAX_VALUE,
                    (instrument, sequence, time, price, size) ->
                            joined.size() < most && joined.add(new Tick(instrument, sequence, time, price, size)));
            GeneratorCursor second = new GeneratorCursor(1, PERIOD, first.watermark());
            second.lastInstrument(first.lastInstrument());
            second.instruments(universe);
            joined.addAll(ticks(second, BEGIN + 3_000));
            assertThat(joined).isEqualTo(whole);
        }
    }

    @Test
    @DisplayName(
            "each instrument ticks once in each period with consecutive sequences, and all together in the order of"
                    + " time")
    void sequences() {
        List<Tick> ticks = ticks(cursor(1, universe, BEGIN), BEGIN + 10_000);

        assertThat(ticks.stream().map(Tick::time)).isSorted();
        for (Instrument instrument : universe) {
            List<Long> sequences = ticks.stream()
                    .filter(tick -> tick.instrument() == instrument.id())
                    .map(Tick::sequence)
                    .toList();
            assertThat(sequences).hasSize(10);
            assertThat(sequences.getLast() - sequences.getFirst()).isEqualTo(9);
        }
        long busiest = ticks.stream()
                .collect(Collectors.groupingBy(tick -> tick.time() / 100, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        assertThat(busiest).isLessThan(200 / 10 * 3);
    }

    @Test
    @DisplayName("prices lie on the tick size, stay near their reference, and returns have fatter tails than the normal"
            + " distribution")
    void plausible() {
        Instrument coarse = new Instrument(0, "COARSE", 4, 0, 500, 100, 251_000);
        Instrument penny = new Instrument(1, "PENNY", 4, 0, 1, 1, 1);
        PriceProcess process = new PriceProcess(coarse, 1, PERIOD);
        PriceProcess smallest = new PriceProcess(penny, 1, PERIOD);
        PriceProcess fine = new PriceProcess(new Instrument(2, "FINE", 4, 0, 1, 1, 500_000_000), 1, PERIOD);
        Set<Long> prices = new TreeSet<>();
        double[] returns = new double[20_000];
        for (int step = 0; step < returns.length; step++) {
            long place = BEGIN / PERIOD + step * 60L;
            prices.add(process.price(place, process.market(place)));
            assertThat(smallest.price(place, smallest.market(place))).isPositive();
            assertThat(process.size(place)).isPositive().matches(size -> size % 100 == 0);
            returns[step] = Math.log(
                    fine.price(place + 60, fine.market(place + 60)) / (double) fine.price(place, fine.market(place)));
        }
        assertThat(prices).hasSizeGreaterThan(5).allMatch(price -> price % 500 == 0);
        assertThat(prices).allMatch(price -> price > 251_000 * 6 / 10 && price < 251_000 * 16 / 10);
        double variance = Arrays.stream(returns).map(r -> r * r).average().orElseThrow();
        double fourth = Arrays.stream(returns).map(r -> r * r * r * r).average().orElseThrow();
        assertThat(Math.sqrt(variance * 1_440)).isBetween(0.005, 0.10);
        assertThat(fourth / variance / variance).isGreaterThan(3.5);
    }

    @Test
    @DisplayName("the invented universe has distinct symbols of plausible prices, and is always the same")
    void invented() {
        List<InstrumentDraft> universe5000 = InventedUniverse.instruments(5_000);

        assertThat(universe5000.stream().map(InstrumentDraft::symbol).distinct())
                .hasSize(5_000);
        assertThat(universe5000).isEqualTo(InventedUniverse.instruments(5_001).subList(0, 5_000));
        assertThat(universe5000).allMatch(draft -> draft.referencePrice() >= 100 && draft.referencePrice() < 200_000);
        assertThat(InventedUniverse.instruments(100_000)).hasSize(100_000);
    }
}
