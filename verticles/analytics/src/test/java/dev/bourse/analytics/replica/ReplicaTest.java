package dev.bourse.analytics.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bourse.exchange.core.CoreView;
import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.matching.Side;
import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.Liquidity;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.replay.SimulatedSession;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The replica beside the core that gave the outputs, and beside sums made in another way. */
@DisplayName("C8: the replica knows of the outputs alone what the exchange has")
class ReplicaTest {
    private static final int ACCOUNTS = 30;
    private static final int INSTRUMENTS = 5;
    private static final int USD = 1;
    private static final long SECOND = 1_000_000;

    private final ExchangeCore core = new ExchangeCore(64);
    private final Replica replica = new Replica();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutedDecoder executed = new ExecutedDecoder();
    /** Of each instrument every match: time, price, quantity. */
    private final Map<Integer, List<long[]>> matches = new HashMap<>();

    private long now = 1_700_000_000 * SECOND;

    private void trade(int orders) {
        SimulatedSession session =
                new SimulatedSession(new SimulatedSession.Settings(11, INSTRUMENTS, ACCOUNTS, 150, false));
        for (int left = orders; left > 0; left -= session.isSettingUp() ? 0 : 1) {
            int length = session.next();
            core.apply(session.buffer(), 0, length, now, (buffer, offset, size) -> {
                session.onOutput(buffer, offset, size);
                replica.onOutput(buffer, offset);
                note(buffer, offset);
            });
            now += SECOND;
        }
    }

    private void note(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        if (header.templateId() == ExecutedDecoder.TEMPLATE_ID) {
            executed.wrapAndApplyHeader(buffer, offset, header);
            if (executed.liquidity() == Liquidity.TAKER) {
                matches.computeIfAbsent(executed.instrumentId(), id -> new ArrayList<>())
                        .add(new long[] {executed.timestamp(), executed.price(), executed.quantity()});
            }
        }
    }

    private List<long[]> matches(int instrument) {
        return Objects.requireNonNull(matches.get(instrument));
    }

    private long owns(int account, int asset) {
        return core.view().available(account, asset) + core.view().held(account, asset);
    }

    @Test
    @DisplayName("after thousands of orders it knows what every account owns, and how many orders it has open")
    void balances() {
        trade(6_000);
        CoreView view = core.view();

        assertThat(replica.number()).isEqualTo(core.outputNumber());
        assertThat(replica.time()).isEqualTo(core.timestamp());
        for (int account = 0; account < view.accountEnd(); account++) {
            for (int asset = 1; asset <= INSTRUMENTS + 1; asset++) {
                assertThat(replica.owns(account, asset))
                        .as("account " + account + ", asset " + asset)
                        .isEqualTo(owns(account, asset));
            }
            if (account > 0) {
                assertThat((long) replica.openOrders(account)).isEqualTo(view.openOrders(account));
            }
        }
        assertThat(replica.openOrders()).isEqualTo(view.openOrders()).isPositive();
    }

    @Test
    @DisplayName("turnover by instrument is the sum of the matches, highest first, and begins anew with a day")
    void turnover() {
        trade(3_000);
        List<TurnoverRow> rows = replica.turnover(false);

        assertThat(rows)
                .hasSize(INSTRUMENTS)
                .isSortedAccordingTo(Comparator.comparing(TurnoverRow::turnover).reversed());
        for (TurnoverRow row : rows) {
            List<long[]> own = matches(row.instrument());
            assertThat(row.trades()).isEqualTo(own.size());
            assertThat(row.volume().longValue())
                    .isEqualTo(own.stream().mapToLong(match -> match[2]).sum());
            assertThat(row.turnover().longValue())
                    .isEqualTo(
                            own.stream().mapToLong(match -> match[1] * match[2]).sum());
        }
        assertThat(replica.turnover(true)).isEqualTo(rows);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
        int length = new CommandWriter(buffer).market().endDay(1);
        core.apply(buffer, 0, length, now, (from, offset, size) -> replica.onOutput(from, offset));
        assertThat(replica.turnover(true))
                .allSatisfy(row -> assertThat(row.trades()).isZero());
        assertThat(replica.turnover(false)).isEqualTo(rows);
    }

    @Test
    @DisplayName("risk is the fall of all holdings and open buys by the range of the hour; the highest come first")
    void risk() {
        trade(6_000);
        Asset usd = replica.asset("USD").orElseThrow();
        List<RiskRow> all = replica.topByRisk(usd, 1_000);

        assertThat(all)
                .hasSize(ACCOUNTS)
                .isSortedAccordingTo(
                        Comparator.comparing(RiskRow::risk).reversed().thenComparingInt(RiskRow::account));
        assertThat(replica.topByRisk(usd, 7)).isEqualTo(all.subList(0, 7));
        for (RiskRow row : all) {
            assertThat(row.cash().longValue()).isEqualTo(owns(row.account(), USD));
            assertThat(row.exposure()).isEqualTo(row.holdings().add(row.openBuys()));
            assertThat(row.risk()).isEqualTo(expectedRisk(row.account()));
        }
        assertThat(all.getFirst().openBuys()).isPositive();
    }

    private BigInteger expectedRisk(int account) {
        BigInteger risk = BigInteger.ZERO;
        for (int instrument = 1; instrument <= INSTRUMENTS; instrument++) {
            List<long[]> own = matches(instrument);
            long last = own.getLast()[1];
            long oldest = core.timestamp() / (60 * SECOND) - 60;
            List<long[]> hour = own.stream()
                    .filter(match -> match[0] / (60 * SECOND) > oldest)
                    .toList();
            long high = hour.stream().mapToLong(match -> match[1]).max().orElse(0);
            long low = hour.stream().mapToLong(match -> match[1]).min().orElse(0);
            long shock = Math.max(100, Math.ceilDiv((high - low) * 10_000, last));
            long value = (owns(account, instrument + 1) + openBuys(account, instrument)) * last;
            risk = risk.add(BigInteger.valueOf(Math.ceilDiv(value * shock, 10_000)));
        }
        return risk;
    }

    private long openBuys(int account, int instrument) {
        long[] lots = {0};
        core.view().book(instrument).visitOrders(Side.BUY, order -> {
            if (order.accountId == account) {
                lots[0] += order.remaining();
            }
        });
        return lots[0];
    }

    @Test
    @DisplayName("an output that is missing is told, since all behind it would be wrong")
    void gap() {
        trade(10);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
        CommandWriter writer = new CommandWriter(buffer);
        core.apply(buffer, 0, writer.market().endDay(1), now, (from, offset, size) -> {});
        long known = replica.number();

        assertThatIllegalStateException()
                .isThrownBy(() -> core.apply(
                        buffer,
                        0,
                        writer.market().endDay(1),
                        now,
                        (from, offset, size) -> replica.onOutput(from, offset)))
                .withMessage("output " + core.outputNumber() + " came behind output " + known);
    }
}
