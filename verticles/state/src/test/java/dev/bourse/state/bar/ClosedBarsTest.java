package dev.bourse.state.bar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** E5: closed bars come out as they went in. */
class ClosedBarsTest {
    private static final long MINUTE = 60_000;

    private record Bar(long start, long open, long high, long low, long close, long volume, long trades) {}

    @Property(tries = 200)
    void everyBarIsKeptExactlyWhileBarsComeAndGo(@ForAll long seed) {
        Random random = new Random(seed);
        ClosedBars bars = new ClosedBars(MINUTE);
        ArrayDeque<Bar> expected = new ArrayDeque<>();
        long start = 0;
        int kept = 1 + random.nextInt(40);
        for (int step = 0; step < 300; step++) {
            if (expected.size() == kept) {
                bars.removeFirst();
                expected.removeFirst();
            }
            start += random.nextInt(5) == 0 ? 1 + random.nextLong(1L << 42) : MINUTE;
            Bar bar = bar(random, start);
            bars.add(bar.start, bar.open, bar.high, bar.low, bar.close, bar.volume, bar.trades);
            expected.addLast(bar);
            assertThat(all(bars)).as("after step %d", step).isEqualTo(List.copyOf(expected));
            assertThat(List.of(bars.newestStart(), bars.newestClose())).containsExactly(bar.start, bar.close);
        }
    }

    private static Bar bar(Random random, long start) {
        long most = random.nextInt(10) == 0 ? Long.MAX_VALUE : 10_000;
        if (random.nextInt(3) == 0) {
            long price = random.nextLong(most);
            return new Bar(start, price, price, price, price, random.nextLong(most), 1);
        }
        long low = random.nextLong(most);
        long high = low + random.nextLong(most - low) + 1;
        return new Bar(
                start,
                random.nextLong(low, high),
                high,
                low,
                random.nextLong(low, high),
                random.nextLong(most),
                random.nextLong(most));
    }

    private static List<Bar> all(ClosedBars bars) {
        List<Bar> all = new ArrayList<>();
        ClosedBars.Cursor bar = bars.cursor();
        while (bar.next()) {
            all.add(new Bar(bar.start(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.trades()));
        }
        return all;
    }
}
