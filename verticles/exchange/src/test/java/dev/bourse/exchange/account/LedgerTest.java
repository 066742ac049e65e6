package dev.bourse.exchange.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.snapshot.StateHash;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class LedgerTest {
    private static final int WORD = 2;

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    @Label("C6: accounts and holdings are found as in the JDK's maps while the ledger grows, and after it was restored")
    void findsWhatWasAdded(@ForAll long seed) {
        // Given accounts and holdings in any order, each with a value
        SplittableRandom random = new SplittableRandom(seed);
        Ledger ledger = new Ledger();
        Map<Integer, Long> accounts = new HashMap<>();
        Map<Long, Long> holdings = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            int accountId = random.nextInt(random.nextInt(2) == 0 ? 300 : Ledger.MAX_ACCOUNT_ID + 1);
            if (random.nextInt(4) == 0 && !accounts.containsKey(accountId)) {
                ledger.set(ledger.addAccount(accountId) + WORD, i);
                accounts.put(accountId, (long) i);
            } else {
                long key = ((long) accountId << Integer.SIZE) | (1 + random.nextInt(100));
                ledger.set(ledger.findOrAddHolding(key) + WORD, i);
                holdings.put(key, (long) i);
            }
        }

        // When it is saved and restored
        ArrayDeque<Long> saved = new ArrayDeque<>();
        StateWriter writer = saved::add;
        StateReader reader = saved::remove;
        ledger.save(writer);
        Ledger restored = new Ledger();
        restored.load(reader);

        // Then both find all of them with their values, and nothing else, and are the same
        for (Ledger either : new Ledger[] {ledger, restored}) {
            accounts.forEach((id, value) ->
                    assertThat(either.get(either.account(id) + WORD)).isEqualTo(value));
            holdings.forEach((key, value) ->
                    assertThat(either.get(either.holding(key) + WORD)).isEqualTo(value));
            for (int i = 0; i < 300; i++) {
                long key = ((long) i << Integer.SIZE) | (1 + random.nextInt(100));
                assertThat(either.holding(key) != Ledger.NONE).isEqualTo(holdings.containsKey(key));
                assertThat(either.account(i) != Ledger.NONE).isEqualTo(accounts.containsKey(i));
            }
            assertThat(either.account(-1)).isEqualTo(Ledger.NONE);
        }
        assertThat(hash(restored)).isEqualTo(hash(ledger));
    }

    private static long hash(Ledger ledger) {
        StateHash hash = new StateHash();
        ledger.save(hash);
        return hash.value();
    }
}
