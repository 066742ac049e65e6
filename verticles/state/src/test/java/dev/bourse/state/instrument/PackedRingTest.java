package dev.bourse.state.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A3: numbers come out of the ring as they went in, however far apart they are. */
class PackedRingTest {
    private static final int COLUMNS = 3;

    @Property(tries = 200)
    void everyNumberIsKeptExactlyWhileRowsComeChangeAndGo(@ForAll long seed) {
        Random random = new Random(seed);
        PackedRing ring = new PackedRing(COLUMNS);
        ring.clear(random.nextBoolean() ? 0 : Integer.MAX_VALUE - 20);
        ArrayDeque<long[]> expected = new ArrayDeque<>();
        long[] last = new long[COLUMNS];
        for (int step = 0; step < 400; step++) {
            if (expected.size() > 50 || (!expected.isEmpty() && random.nextInt(4) == 0)) {
                ring.removeFirst();
                expected.removeFirst();
            } else if (!expected.isEmpty() && random.nextInt(4) == 0) {
                int row = random.nextInt(expected.size());
                int column = random.nextInt(COLUMNS);
                long value = last[column] + distance(random);
                ring.set(ring.first() + row, column, value);
                List.copyOf(expected).get(row)[column] = value;
            } else {
                ring.append();
                long[] row = new long[COLUMNS];
                for (int column = 0; column < COLUMNS; column++) {
                    last[column] += distance(random);
                    row[column] = last[column];
                    ring.set(ring.next() - 1, column, row[column]);
                }
                expected.addLast(row);
            }
            assertThat(rows(ring)).as("after step %d", step).isEqualTo(rows(expected.iterator()));
        }
    }

    @Test
    void numbersAtBothEndsOf64BitsAreKept() {
        PackedRing ring = new PackedRing(1);
        List<Long> values = List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE, -1L, 1L << 62, -(1L << 62));
        for (long value : values) {
            ring.append();
            ring.set(ring.next() - 1, 0, value);
        }
        List<Long> kept = new ArrayList<>();
        for (int position = ring.first(); position != ring.next(); position++) {
            kept.add(ring.get(position, 0));
        }
        assertThat(kept).isEqualTo(values);
    }

    private static long distance(Random random) {
        long size = random.nextInt(20) == 0 ? random.nextLong() : random.nextLong(1L << random.nextInt(40));
        return random.nextInt(3) == 0 ? -size : random.nextInt(3) == 0 ? 0 : size;
    }

    private static List<List<Long>> rows(PackedRing ring) {
        List<List<Long>> rows = new ArrayList<>();
        for (int position = ring.first(); position != ring.next(); position++) {
            rows.add(List.of(ring.get(position, 0), ring.get(position, 1), ring.get(position, 2)));
        }
        return rows;
    }

    private static List<List<Long>> rows(Iterator<long[]> expected) {
        List<List<Long>> rows = new ArrayList<>();
        expected.forEachRemaining(row -> rows.add(List.of(row[0], row[1], row[2])));
        return rows;
    }
}
