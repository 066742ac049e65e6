package dev.bourse.exchange.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** E4: the structures that find orders and price levels do what the JDK's maps do. */
class IndexPropertyTest {
    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    @Label("the order index finds exactly the open orders, for consecutive, strided and arbitrary ids")
    void ordersAreFoundById(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long stride = new long[] {1, 4096, 1L << 40, random.nextLong() | 1}[random.nextInt(4)];
        OrderStore store = new OrderStore(1);
        Map<Long, Integer> expected = new HashMap<>();
        List<Long> open = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            long id = random.nextInt(2_000) * stride;
            if (random.nextInt(2) == 0 && !expected.containsKey(id)) {
                expected.put(id, store.allocate(id));
                open.add(id);
            } else if (!open.isEmpty()) {
                long gone = open.remove(random.nextInt(open.size()));
                store.release(Objects.requireNonNull(expected.remove(gone)));
            }
            assertThat(store.find(id)).isEqualTo(expected.getOrDefault(id, 0));
        }
        expected.forEach((id, order) -> assertThat(store.find(id)).isEqualTo(order));
        assertThat(store.size()).isEqualTo(expected.size());
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    @Label("the page tree holds numbers of any spread in order, as a sorted map does")
    void pagesAreInOrder(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PageTree tree = new PageTree();
        TreeMap<Long, Integer> expected = new TreeMap<>();
        for (int i = 1; i <= 3_000; i++) {
            long number = number(random);
            if (expected.containsKey(number)) {
                tree.remove(number);
                expected.remove(number);
            } else if (random.nextInt(3) != 0 || expected.isEmpty()) {
                tree.add(number, i);
                expected.put(number, i);
            } else {
                Long near = expected.ceilingKey(number) == null ? expected.lastKey() : expected.ceilingKey(number);
                tree.remove(near);
                expected.remove(near);
            }
            assertThat(tree.find(number)).isEqualTo(expected.getOrDefault(number, 0));
            assertThat(tree.first())
                    .isEqualTo(expected.isEmpty() ? 0 : expected.firstEntry().getValue());
        }
        expected.forEach((number, page) -> {
            Map.Entry<Long, Integer> next = expected.higherEntry(number);
            assertThat(tree.find(number)).isEqualTo(page);
            assertThat(tree.after(number)).isEqualTo(next == null ? 0 : next.getValue());
        });
    }

    private static long number(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(200);
            case 1 -> (1L << 57) + random.nextInt(100_000);
            default -> random.nextLong() >>> 6;
        };
    }
}
