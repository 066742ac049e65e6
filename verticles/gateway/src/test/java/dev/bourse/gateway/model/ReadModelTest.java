package dev.bourse.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.Phase;
import dev.bourse.exchange.protocol.SelfTradePrevention;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The model knows from outputs alone what the core knows. */
class ReadModelTest {
    private static final int USD = 1;
    private static final int ACME = 2;
    private static final int ACCOUNTS = 4;
    private static final ReadModel.Bounds WIDE = new ReadModel.Bounds(100_000, 100_000);

    private final ExchangeCore core = new ExchangeCore(16);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
    private final CommandWriter writer = new CommandWriter(buffer);
    private final List<byte[]> outputs = new ArrayList<>();
    private long now = 1_000_000;
    private long clientOrderId;

    @Property(tries = 30)
    void balancesOrdersAndPositionsAreTheCores(@ForAll long seed) {
        ReadModelTest exchange = new ReadModelTest();
        exchange.open();
        exchange.trade(new Random(seed), 400);
        ReadModel model = exchange.model(WIDE);
        for (int account = 0; account <= ACCOUNTS; account++) {
            Account known = model.account(account).orElseThrow();
            for (int asset : new int[] {USD, ACME}) {
                Balance balance = known.balance(model.asset(asset).orElseThrow());
                assertThat(balance.available()).isEqualTo(exchange.core.view().available(account, asset));
                assertThat(balance.held()).isEqualTo(exchange.core.view().held(account, asset));
            }
            if (account > 0) {
                assertThat(known.openOrders(0))
                        .hasSize((int) exchange.core.view().openOrders(account));
                long open =
                        known.openOrders(0).stream().mapToLong(Order::remaining).sum();
                Position position = known.position(model.instrument(7).orElseThrow());
                assertThat(position.openBuy() + position.openSell()).isEqualTo(open);
                Balance shares = known.balance(model.asset(ACME).orElseThrow());
                assertThat(1_000 + position.bought() - position.sold()).isEqualTo(shares.available() + shares.held());
            }
        }
    }

    @Property(tries = 10)
    void onlySoMuchOfThePastIsKeptAndWhatIsOpenAlways(@ForAll long seed) {
        ReadModelTest exchange = new ReadModelTest();
        exchange.open();
        exchange.trade(new Random(seed), 400);
        ReadModel wide = exchange.model(WIDE);
        ReadModel narrow = exchange.model(new ReadModel.Bounds(5, 20));
        assertThat(narrow.eventCount()).isEqualTo(Math.min(20, wide.eventCount()));
        int events = 0;
        for (int account = 1; account <= ACCOUNTS; account++) {
            Account known = narrow.account(account).orElseThrow();
            Account all = wide.account(account).orElseThrow();
            assertThat(known.openOrders(0).stream().map(Order::id))
                    .isEqualTo(all.openOrders(0).stream().map(Order::id).toList());
            events += known.events().size();
            EventRing kept = known.events();
            assertThat(all.events().size() - all.events().firstAfter(known.forgotten()))
                    .isEqualTo(kept.size());
        }
        assertThat(events).isEqualTo(narrow.eventCount());
    }

    @Test
    void anOutputThatComesAgainIsPassedOverAndAMissingOneIsTold() {
        open();
        ReadModel model = model(WIDE);
        model.apply(1, new UnsafeBuffer(outputs.get(0)), 0);
        assertThat(model.applied()).isEqualTo(outputs.size());
        assertThatThrownBy(() -> model.apply(outputs.size() + 2L, new UnsafeBuffer(outputs.get(0)), 0))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stepsAreExactBothWays() {
        open();
        Instrument instrument = model(WIDE).instrument("ACME").orElseThrow();
        assertThat(instrument.tick().toString()).isEqualTo("0.01");
        assertThat(instrument.tick().count("price", "12.34")).isEqualTo(1_234);
        assertThat(instrument.tick().text(1_234)).isEqualTo("12.34");
        assertThat(instrument.lot().text(7)).isEqualTo("7");
    }

    private ReadModel model(ReadModel.Bounds bounds) {
        ReadModel model = new ReadModel(bounds, event -> {});
        for (int i = 0; i < outputs.size(); i++) {
            model.apply(i + 1, new UnsafeBuffer(outputs.get(i)), 0);
        }
        return model;
    }

    private void open() {
        send(writer.market().addAsset(1, USD, 2, "USD"));
        send(writer.market().addAsset(2, ACME, 0, "ACME"));
        send(writer.market().addInstrument(3, 7, ACME, USD, 10, 20, 1, 1, "ACME"));
        send(writer.market().changePhase(4, 7, Phase.CONTINUOUS));
        for (int account = 1; account <= ACCOUNTS; account++) {
            send(writer.openAccount(5, account));
            send(writer.changeKyc(6, account, Kyc.VERIFIED));
            send(writer.deposit(7, account, USD, 1_000_000, 1));
            send(writer.deposit(8, account, ACME, 1_000, 2));
        }
    }

    private void trade(Random random, int commands) {
        for (int i = 0; i < commands; i++) {
            now += random.nextInt(1_000);
            int account = 1 + random.nextInt(ACCOUNTS);
            switch (random.nextInt(10)) {
                case 0 -> send(writer.cancelOrder(9, account, 1 + random.nextInt(i + 1), 0));
                case 1 ->
                    send(writer.replaceOrder(
                            9, account, 1 + random.nextInt(i + 1), 0, 90 + random.nextInt(20), random.nextInt(30), 0));
                case 2 ->
                    send(
                            random.nextInt(10) == 0
                                    ? writer.cancelAllOfAccount(9, account, 0)
                                    : writer.market().tick(9));
                default -> place(random, account);
            }
        }
    }

    private void place(Random random, int account) {
        OrderType type = OrderType.get((short) (random.nextInt(4) == 0 ? random.nextInt(4) : 0));
        boolean buy = random.nextBoolean();
        boolean stops = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        boolean priced = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT || (type == OrderType.STOP && buy);
        long quantity = 1L + random.nextInt(20);
        TimeInForce limited = random.nextInt(6) == 0 ? TimeInForce.IOC : TimeInForce.GTC;
        TimeInForce at = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT ? limited : TimeInForce.IOC;
        writer.place(9, account, 7, ++clientOrderId)
                .side(buy ? Side.BUY : Side.SELL)
                .orderType(type)
                .timeInForce(at)
                .selfTradePrevention(SelfTradePrevention.get((short) random.nextInt(4)))
                .postOnly(Flag.NO)
                .price(priced ? 90 + random.nextInt(20) : 0)
                .stopPrice(stops ? 90 + random.nextInt(20) : 0)
                .displayQuantity(at == TimeInForce.GTC && random.nextInt(5) == 0 ? 1 : 0)
                .quantity(quantity);
        send(CommandWriter.PLACE);
    }

    private void send(int length) {
        core.apply(buffer, 0, length, now, (bytes, offset, size) -> {
            byte[] output = new byte[size];
            bytes.getBytes(offset, output);
            outputs.add(output);
        });
    }
}
