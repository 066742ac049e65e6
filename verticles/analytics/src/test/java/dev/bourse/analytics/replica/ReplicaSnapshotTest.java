package dev.bourse.analytics.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.core.OutputConsumer;
import dev.bourse.exchange.replay.SimulatedSession;
import dev.bourse.exchange.snapshot.SnapshotReader;
import dev.bourse.exchange.snapshot.SnapshotWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReplicaSnapshotTest {
    private static final int ACCOUNTS = 30;
    private static final int ORDERS = 1_500;
    private static final long SECOND = 1_000_000;

    /** A market that is traded on at random. */
    private static final class Trading {
        final ExchangeCore core = new ExchangeCore(64);
        private final SimulatedSession session;
        private long now = 1_700_000_000 * SECOND;

        Trading(int seed) {
            session = new SimulatedSession(new SimulatedSession.Settings(seed, 5, ACCOUNTS, 150, false));
        }

        void trade(OutputConsumer outputs) {
            for (int left = ORDERS; left > 0; left -= session.isSettingUp() ? 0 : 1) {
                int length = session.next();
                core.apply(session.buffer(), 0, length, now, (buffer, offset, size) -> {
                    session.onOutput(buffer, offset, size);
                    outputs.onOutput(buffer, offset, size);
                });
                now += SECOND;
            }
        }
    }

    @Property(tries = 10)
    @Label("C8: a snapshot and the outputs behind it give the same ranking, turnover and holdings as all outputs")
    void comesBack(@ForAll @IntRange(max = 1_000_000) int seed) {
        Trading trading = new Trading(seed);
        Replica all = new Replica();
        trading.trade((buffer, offset, length) -> all.onOutput(buffer, offset));
        Replica loaded = load(save(all));
        assertThat(answers(loaded)).isEqualTo(answers(all));

        trading.trade((buffer, offset, length) -> {
            all.onOutput(buffer, offset);
            loaded.onOutput(buffer, offset);
        });

        assertThat(answers(loaded)).isEqualTo(answers(all));
        assertThat(loaded.number()).isEqualTo(trading.core.outputNumber());
        assertThat(loaded.since()).isZero();
    }

    @Property(tries = 10)
    @Label("C8: a replica that began with the exchange's state knows what every account owns and has open, then and"
            + " behind it; turnover begins there, and that is said")
    void beginsWithTheState(@ForAll @IntRange(max = 1_000_000) int seed) {
        Trading trading = new Trading(seed);
        Replica all = new Replica();
        trading.trade((buffer, offset, length) -> all.onOutput(buffer, offset));
        Replica seeded = new Replica();
        seeded.seed(trading.core.view().world());
        assertThat(seeded.since()).isEqualTo(all.number());
        assertThat(holdings(seeded)).isEqualTo(holdings(all));

        trading.trade((buffer, offset, length) -> {
            all.onOutput(buffer, offset);
            seeded.onOutput(buffer, offset);
        });

        assertThat(holdings(seeded)).isEqualTo(holdings(all));
        assertThat(holdings(load(save(seeded)))).isEqualTo(holdings(all));
    }

    private static List<Object> answers(Replica replica) {
        Asset quote = replica.quotes().iterator().next();
        return List.of(
                replica.time(),
                replica.accounts(),
                replica.topByRisk(quote, 100),
                replica.turnover(true),
                replica.turnover(false),
                holdings(replica));
    }

    /** What every account owns and has open, without what rests on past prices. */
    private static List<Object> holdings(Replica replica) {
        Asset quote = replica.quotes().iterator().next();
        List<Object> rows = new ArrayList<>();
        rows.add(replica.openOrders());
        for (int account = 1; account <= ACCOUNTS; account++) {
            rows.add(replica.openOrders(account));
            for (int asset = 1; asset <= 6; asset++) {
                rows.add(replica.owns(account, asset));
            }
        }
        replica.topByRisk(quote, 100).stream()
                .sorted(Comparator.comparingInt(RiskRow::account))
                .forEach(row -> rows.add(List.of(row.account(), row.openBuys(), row.holdings(), row.openOrders())));
        return rows;
    }

    private static byte[] save(Replica replica) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SnapshotWriter out = new SnapshotWriter((block, length) -> bytes.write(block, 0, length));
        replica.save(out);
        out.finish();
        return bytes.toByteArray();
    }

    private static Replica load(byte[] bytes) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        SnapshotReader reader = new SnapshotReader((into, length) -> in.readNBytes(into, 0, length));
        Replica replica = new Replica();
        replica.load(reader);
        reader.finish();
        return replica;
    }
}
