package dev.bourse.exchange.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.account.Accounts;
import dev.bourse.exchange.matching.OrderStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class ClientOrderIndexTest {
    private record Key(int accountId, long clientOrderId) {}

    /** The inverse of the factors of the index's hash: multiples of it fall into one line. */
    private static final long CLUSTERING = inverse(0x9E3779B97F4A7C15L) * inverse(0xD6E8FEB86659FD93L);

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    @Label("E4: an account's own ids find exactly its open orders, also where many ids fall into one line of the table")
    void findsWhatIsOpen(@ForAll long seed) {
        // Given orders of four accounts in a table that has to grow, with ids in a row or all of one hash
        SplittableRandom random = new SplittableRandom(seed);
        Accounts accounts = new Accounts();
        for (int id = 1; id <= 4; id++) {
            accounts.open(id);
        }
        OpenOrders orders = new OpenOrders(accounts, OrderStore.numbered(1, OpenOrders.NUMBER_BITS), 1);
        Map<Key, Integer> expected = new HashMap<>();
        List<Key> open = new ArrayList<>();
        long stride = random.nextInt(2) == 0 ? 1 : CLUSTERING;
        int most = 1 + random.nextInt(600);

        // When they are added and removed at random
        for (int i = 0; i < 4_000; i++) {
            Key key = new Key(1 + random.nextInt(4), random.nextInt(2_000) * stride);
            assertThat(orders.findByClient(key.accountId, key.clientOrderId)).isEqualTo(expected.getOrDefault(key, -1));
            if (open.size() >= most || (!open.isEmpty() && random.nextInt(3) == 0)) {
                Key gone = open.remove(random.nextInt(open.size()));
                orders.remove(Objects.requireNonNull(expected.remove(gone)));
            } else if (!expected.containsKey(key)) {
                int account = accounts.find(key.accountId);
                expected.put(key, orders.add(key.accountId, account, 1, key.clientOrderId, 1, 1, 0, 0, 0));
                open.add(key);
            }
        }

        // Then those that are left are found, and nothing else
        for (Key key : open) {
            assertThat(orders.findByClient(key.accountId, key.clientOrderId)).isEqualTo(expected.get(key));
        }
        assertThat(orders.count()).isEqualTo(open.size());
    }

    private static long inverse(long odd) {
        long inverse = odd;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
