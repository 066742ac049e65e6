package dev.bourse.gateway.model;

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
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A core on which four accounts trade two instruments at random, with what it put out. The same seed, the same trades.
 */
final class TradedExchange {
    private static final int ACCOUNTS = 4;
    private static final int ASSETS = 3;

    final ExchangeCore core = new ExchangeCore(16);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
    private final CommandWriter writer = new CommandWriter(buffer);
    final List<byte[]> outputs = new ArrayList<>();
    private final Random random;
    private final long[] clientOrderIds = new long[ACCOUNTS + 1];
    private long now = 1_000_000;
    private int references = 1;

    TradedExchange(long seed) {
        random = new Random(seed);
    }

    ReadModel apply(ReadModel model, int from) {
        for (int i = from; i < outputs.size(); i++) {
            model.apply(i + 1, new UnsafeBuffer(outputs.get(i)), 0);
        }
        return model;
    }

    private void open() {
        send(writer.market().addAsset(1, 1, 2, "USD"));
        for (int i = 1; i < ASSETS; i++) {
            send(writer.market().addAsset(2, i + 1, i, "S" + i));
            send(writer.market().addInstrument(3, 6 + i, i + 1, 1, 10, 20, 1, 1, "S" + i + "/USD"));
            send(writer.market().changePhase(4, 6 + i, Phase.CONTINUOUS));
        }
        for (int account = 1; account <= ACCOUNTS; account++) {
            send(writer.openAccount(5, account));
            send(writer.changeKyc(6, account, account == ACCOUNTS ? Kyc.PENDING : Kyc.VERIFIED));
            for (int asset = 1; asset <= ASSETS; asset++) {
                send(writer.deposit(7, account, asset, 1_000_000, references++));
            }
        }
    }

    void trade(int commands) {
        if (outputs.isEmpty()) {
            open();
        }
        for (int i = 0; i < commands; i++) {
            now += random.nextInt(300_000);
            int account = 1 + random.nextInt(ACCOUNTS);
            long known = 1 + random.nextLong(clientOrderIds[account] + 1);
            switch (random.nextInt(24)) {
                case 0, 1 -> send(writer.cancelOrder(9, account, 0, known));
                case 2, 3 ->
                    send(writer.replaceOrder(9, account, 0, known, 90L + random.nextInt(20), random.nextInt(30), 0));
                case 4 -> send(writer.deposit(9, account, 1 + random.nextInt(ASSETS), 500, references++));
                case 5 ->
                    send(
                            random.nextInt(9) == 0
                                    ? writer.cancelAllOfAccount(9, account, 0)
                                    : writer.market().tick(9));
                case 6 ->
                    send(
                            random.nextInt(9) == 0
                                    ? writer.market().endDay(9)
                                    : writer.market().tick(9));
                default -> place(account);
            }
        }
    }

    private void place(int account) {
        OrderType type = random.nextInt(5) == 0 ? OrderType.get((short) random.nextInt(4)) : OrderType.LIMIT;
        boolean stops = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        boolean priced = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT || (stops && side == Side.BUY);
        TimeInForce rests = TimeInForce.get((short) random.nextInt(3));
        TimeInForce force = type == OrderType.MARKET || type == OrderType.STOP ? TimeInForce.IOC : rests;
        long quantity = 1L + random.nextInt(30);
        writer.place(9, account, 7 + random.nextInt(ASSETS - 1), ++clientOrderIds[account])
                .side(side)
                .orderType(type)
                .timeInForce(force)
                .selfTradePrevention(SelfTradePrevention.get((short) random.nextInt(4)))
                .postOnly(random.nextInt(12) == 0 ? Flag.YES : Flag.NO)
                .price(priced ? 90L + random.nextInt(20) : 0)
                .quantity(quantity)
                .stopPrice(stops ? 90L + random.nextInt(20) : 0)
                .displayQuantity(random.nextInt(5) == 0 ? 1 + random.nextLong(quantity) : 0)
                .expireTime(force == TimeInForce.GTD ? now + 1 + random.nextInt(5_000_000) : 0);
        send(CommandWriter.PLACE);
    }

    private void send(int length) {
        core.apply(buffer, 0, length, now, (from, offset, size) -> {
            byte[] output = new byte[size];
            from.getBytes(offset, output);
            outputs.add(output);
        });
    }
}
