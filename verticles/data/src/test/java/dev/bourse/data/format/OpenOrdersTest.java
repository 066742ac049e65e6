package dev.bourse.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of open orders holds what a map would hold")
final class OpenOrdersTest {
    @Property(tries = 200)
    void equalsAMap(@ForAll List<@LongRange(min = -4, max = 4) Long> steps) {
        OpenOrders orders = new OpenOrders(100_000);
        Map<Long, Integer> expected = new HashMap<>();
        long reference = 0;
        for (long step : steps) {
            reference = reference * 31 + step;
            for (long spread = 0; spread < 50; spread++) {
                long one = (reference + spread * spread) % 997;
                int slot = orders.find(one);
                assertThat(slot >= 0).isEqualTo(expected.containsKey(one));
                if (slot < 0) {
                    orders.add(one, FormatRun.ABC, one, 10);
                    expected.put(one, 10);
                } else if (step > 0) {
                    assertThat(orders.price(slot)).isEqualTo(one);
                    orders.reduce(slot, 5);
                    expected.computeIfPresent(one, (key, left) -> left == 5 ? null : left - 5);
                } else {
                    orders.remove(slot);
                    expected.remove(one);
                }
            }
        }
        assertThat(orders.size()).isEqualTo(expected.size());
        expected.forEach(
                (key, left) -> assertThat(orders.remaining(orders.find(key))).isEqualTo(left));
    }

    @Test
    @DisplayName("it follows no more orders than it may")
    void bounded() {
        OpenOrders orders = new OpenOrders(2);
        assertThat(List.of(
                        orders.add(1, FormatRun.ABC, 1, 1),
                        orders.add(2, FormatRun.ABC, 1, 1),
                        orders.add(3, FormatRun.ABC, 1, 1)))
                .containsExactly(true, true, false);
    }
}
