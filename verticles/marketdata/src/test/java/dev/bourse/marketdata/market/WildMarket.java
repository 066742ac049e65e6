package dev.bourse.marketdata.market;

import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.core.OutputConsumer;
import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.Phase;
import dev.bourse.exchange.protocol.SelfTradePrevention;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A core with few accounts, instruments and prices, so that orders meet, and random commands of every kind that touches
 * books: icebergs, stops, replaces, auctions, halts, expiries, mass cancels. The same seed gives the same commands.
 */
public final class WildMarket {
    public static final int INSTRUMENTS = 3;
    private static final int ACCOUNTS = 5;
    private static final long START = 1_700_000_000_000_000L;

    public final ExchangeCore core = new ExchangeCore(64);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
    private final CommandWriter writer = new CommandWriter(buffer);
    private final SplittableRandom random;
    private final long[] clientOrderIds = new long[ACCOUNTS + 1];
    private long now = START;
    private long correlationId;
    private long reference;
    private int setUp;

    public WildMarket(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Applies the next command. */
    public void next(OutputConsumer outputs) {
        correlationId++;
        now += random.nextInt(50) == 0 ? random.nextInt(1_500_000) : random.nextInt(2_000);
        int length = setUp(setUp++);
        core.apply(buffer, 0, length > 0 ? length : any(), now, outputs);
    }

    /** Applies so many commands. */
    public void next(int commands, OutputConsumer outputs) {
        for (int i = 0; i < commands; i++) {
            next(outputs);
        }
    }

    private int setUp(int at) {
        int step = at;
        if (step <= INSTRUMENTS) {
            return writer.market().addAsset(correlationId, step + 1, step == 0 ? 2 : 0, step == 0 ? "USD" : "S" + step);
        }
        step -= INSTRUMENTS + 1;
        if (step < INSTRUMENTS) {
            int i = step + 1;
            return writer.market().addInstrument(correlationId, i, i + 1, 1, 0, 0, 1, 1, "S" + i);
        }
        step -= INSTRUMENTS;
        if (step < INSTRUMENTS) {
            return writer.market().changePhase(correlationId, step + 1, Phase.CONTINUOUS);
        }
        step -= INSTRUMENTS;
        if (step >= ACCOUNTS * (INSTRUMENTS + 3)) {
            return 0;
        }
        int account = step / (INSTRUMENTS + 3) + 1;
        return switch (step % (INSTRUMENTS + 3)) {
            case 0 -> writer.openAccount(correlationId, account);
            case 1 -> writer.changeKyc(correlationId, account, Kyc.VERIFIED);
            default -> writer.deposit(correlationId, account, step % (INSTRUMENTS + 3) - 1, 1L << 40, ++reference);
        };
    }

    private int any() {
        int kind = random.nextInt(1000);
        int account = 1 + random.nextInt(ACCOUNTS);
        int instrument = 1 + random.nextInt(INSTRUMENTS);
        if (kind < 640) {
            return place(account, instrument);
        }
        long chosen = Math.max(1, clientOrderIds[account] - random.nextInt(40));
        if (kind < 780) {
            return writer.cancelOrder(correlationId, account, 0, chosen);
        }
        if (kind < 940) {
            long price = random.nextInt(3) == 0 ? 0 : price();
            long stop = random.nextInt(10) == 0 ? price() : 0;
            return writer.replaceOrder(correlationId, account, 0, chosen, price, random.nextInt(40), stop);
        }
        return switch (random.nextInt(14)) {
            case 0 -> writer.cancelAllOfAccount(correlationId, account, random.nextInt(INSTRUMENTS + 1));
            case 1 -> writer.market().cancelAllOfInstrument(correlationId, instrument);
            case 2 -> writer.market().endDay(correlationId);
            case 3, 4, 5 ->
                writer.market().changePhase(correlationId, instrument, Phase.get((short) random.nextInt(6)));
            case 6, 7, 8, 9 -> writer.market().changePhase(correlationId, instrument, Phase.CONTINUOUS);
            case 10 ->
                writer.market()
                        .setPriceBands(correlationId, instrument, random.nextInt(2) * 500, 95 + random.nextInt(10));
            default -> writer.market().tick(correlationId);
        };
    }

    private int place(int account, int instrument) {
        OrderType type = random.nextInt(4) == 0 ? OrderType.get((short) random.nextInt(4)) : OrderType.LIMIT;
        boolean stops = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        boolean priced = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT || (stops && side == Side.BUY);
        TimeInForce rests = TimeInForce.get((short) random.nextInt(3));
        TimeInForce tif = type == OrderType.MARKET || type == OrderType.STOP
                ? TimeInForce.IOC
                : random.nextInt(8) == 0 ? TimeInForce.IOC : rests;
        long quantity = 1L + random.nextInt(30);
        boolean iceberg = random.nextInt(5) == 0;
        writer.place(correlationId, account, instrument, ++clientOrderIds[account])
                .side(side)
                .orderType(type)
                .timeInForce(tif)
                .selfTradePrevention(SelfTradePrevention.get((short) random.nextInt(4)))
                .postOnly(random.nextInt(12) == 0 ? Flag.YES : Flag.NO)
                .price(priced ? price() : 0)
                .quantity(quantity)
                .stopPrice(stops ? price() : 0)
                .displayQuantity(iceberg ? 1 + random.nextLong(quantity) : 0)
                .expireTime(tif == TimeInForce.GTD ? now + 1 + random.nextInt(500_000) : 0);
        return CommandWriter.PLACE;
    }

    private long price() {
        return 90L + random.nextInt(21);
    }
}
