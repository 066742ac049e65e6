package dev.bourse.exchange.sequencer;

import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.Phase;
import dev.bourse.exchange.protocol.SelfTradePrevention;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.agrona.concurrent.UnsafeBuffer;

/** The commands of a market with one instrument and two accounts that can trade without end. */
final class TestMarket {
    static final int USD = 1;
    static final int ACME = 2;
    static final int ACME_USD = 7;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
    private final CommandWriter writer = new CommandWriter(buffer);
    private long correlationId;
    private final long[] clientOrderIds = new long[3];

    /** What opens the market: each a command, with correlation ids from 1 on. */
    List<byte[]> opening() {
        List<byte[]> commands = new ArrayList<>();
        commands.add(command(w -> w.market().addAsset(next(), USD, 2, "USD")));
        commands.add(command(w -> w.market().addAsset(next(), ACME, 0, "ACME")));
        commands.add(command(w -> w.market().addInstrument(next(), ACME_USD, ACME, USD, 10, 20, 1, 1, "ACME/USD")));
        commands.add(command(w -> w.market().changePhase(next(), ACME_USD, Phase.CONTINUOUS)));
        for (int account = 1; account <= 2; account++) {
            int each = account;
            commands.add(command(w -> w.openAccount(next(), each)));
            commands.add(command(w -> w.changeKyc(next(), each, Kyc.VERIFIED)));
            commands.add(command(w -> w.deposit(next(), each, USD, 1L << 50, 1)));
            commands.add(command(w -> w.deposit(next(), each, ACME, 1L << 40, 2)));
        }
        return commands;
    }

    /** A limit order of the account, with the account's next client order id. */
    byte[] order(int account, Side side, long price, long quantity) {
        return orderWithId(account, ++clientOrderIds[account], side, price, quantity);
    }

    /** So many orders of both accounts, most of which trade. */
    List<byte[]> orders(int count) {
        List<byte[]> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(
                    i % 2 == 0
                            ? order(1, Side.SELL, 100 + i % 7, 1 + i % 5)
                            : order(2, Side.BUY, 99 + i % 5, 1 + i % 3));
        }
        return orders;
    }

    byte[] orderWithId(int account, long clientOrderId, Side side, long price, long quantity) {
        writer.place(next(), account, ACME_USD, clientOrderId)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .price(price)
                .quantity(quantity);
        return copy(CommandWriter.PLACE);
    }

    byte[] cancel(int account, long orderId) {
        return command(w -> w.cancelOrder(next(), account, orderId, 0));
    }

    byte[] markSnapshot(long id) {
        return command(w -> w.market().markSnapshot(next(), id));
    }

    /** The correlation id of the command that was made last. */
    long lastCorrelationId() {
        return correlationId;
    }

    private long next() {
        return ++correlationId;
    }

    private byte[] command(ToIntFunction<CommandWriter> write) {
        return copy(write.applyAsInt(writer));
    }

    private byte[] copy(int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
