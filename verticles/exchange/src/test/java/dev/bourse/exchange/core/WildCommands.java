package dev.bourse.exchange.core;

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
 * Random commands of every kind, right and wrong ones, over few accounts, instruments and prices, so that orders meet.
 * The same seed gives the same commands.
 */
final class WildCommands {
    static final int ACCOUNTS = 6;
    static final int ASSETS = 4;
    static final int INSTRUMENTS = 4;

    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
    long now = 1_000_000;

    private final SplittableRandom random;
    private final CommandWriter writer = new CommandWriter(buffer);
    private final long[] highestClientOrderId = new long[ACCOUNTS + 2];
    private long correlationId;
    private long reference;
    private int setUp;

    WildCommands(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Writes the next command and gives its length: first those that set the exchange up. */
    int next() {
        correlationId++;
        now += random.nextInt(100) == 0 ? random.nextInt(3_000_000) : random.nextInt(300);
        int length = setUp();
        return length > 0 ? length : any();
    }

    /** Base asset of an instrument: 2, 3, 4 and 2 again; all are paid with asset 1 but the third, with asset 2. */
    static int base(int instrument) {
        return instrument == INSTRUMENTS ? 2 : instrument + 1;
    }

    static int quote(int instrument) {
        return instrument == 3 ? 2 : 1;
    }

    static int lot(int instrument) {
        return instrument == 2 ? 100 : 1;
    }

    static int tick(int instrument) {
        return instrument == 1 ? 1 : 7;
    }

    static int maker(int instrument) {
        return 13 * (instrument - 1);
    }

    static int taker(int instrument) {
        return 50 / instrument;
    }

    private int setUp() {
        int step = setUp++;
        if (step < ASSETS) {
            return writer.market().addAsset(correlationId, step + 1, step, "ASSET" + step);
        }
        step -= ASSETS;
        if (step < INSTRUMENTS) {
            int i = step + 1;
            return writer.market()
                    .addInstrument(correlationId, i, base(i), quote(i), maker(i), taker(i), lot(i), tick(i), "I" + i);
        }
        step -= INSTRUMENTS;
        if (step < INSTRUMENTS) {
            return writer.market().changePhase(correlationId, step + 1, Phase.CONTINUOUS);
        }
        step -= INSTRUMENTS;
        if (step < ACCOUNTS) {
            return writer.openAccount(correlationId, step + 1);
        }
        step -= ACCOUNTS;
        if (step < ACCOUNTS) {
            return writer.changeKyc(correlationId, step + 1, Kyc.VERIFIED);
        }
        step -= ACCOUNTS;
        if (step < ACCOUNTS * ASSETS) {
            // Half of the accounts get their money last.
            int account = step / ASSETS + 1;
            int asset = account % 2 == 0 ? step % ASSETS + 1 : ASSETS - step % ASSETS;
            return writer.deposit(correlationId, account, asset, 1 + random.nextInt(160_000), ++reference);
        }
        return 0;
    }

    private int any() {
        int kind = random.nextInt(1000);
        if (kind < 600) {
            return place();
        }
        if (kind < 720) {
            int account = account();
            return writer.cancelOrder(correlationId, account, 0, clientOrderId(account));
        }
        if (kind < 840) {
            long price = random.nextInt(3) == 0 ? 0 : price();
            long quantity = random.nextInt(3) == 0 ? 0 : quantity();
            long stop = random.nextInt(10) == 0 ? price() : 0;
            int account = account();
            return writer.replaceOrder(correlationId, account, 0, clientOrderId(account), price, quantity, stop);
        }
        if (kind < 870) {
            return writer.deposit(
                    correlationId, account(), asset(), random.nextInt(5_000), ++reference - random.nextInt(2));
        }
        if (kind < 900) {
            return writer.withdraw(correlationId, account(), asset(), random.nextInt(5_000), ++reference);
        }
        if (kind < 940) {
            return writer.market().tick(correlationId);
        }
        return kind < 992 ? rare() : broken();
    }

    private int rare() {
        return switch (random.nextInt(13)) {
            case 0 -> writer.cancelAllOfAccount(correlationId, account(), random.nextInt(INSTRUMENTS + 2));
            case 1 -> writer.market().cancelAllOfInstrument(correlationId, instrument());
            case 2, 3 -> writer.setKillSwitch(correlationId, account(), random.nextInt(8) == 0 ? Flag.YES : Flag.NO);
            case 4 -> writer.market().endDay(correlationId);
            case 5 -> writer.market().changePhase(correlationId, instrument(), Phase.get((short) random.nextInt(6)));
            case 6, 7 -> writer.market().changePhase(correlationId, instrument(), Phase.CONTINUOUS);
            case 8 ->
                writer.market()
                        .setPriceBands(correlationId, instrument(), random.nextInt(2) * 700, 95 + random.nextInt(10));
            case 9 ->
                writer.setAccountLimits(
                        correlationId, account(), some(20), some(50), some(60), some(20_000), some(50_000), some(900));
            case 10 ->
                writer.market()
                        .setInstrumentLimits(
                                correlationId,
                                instrument(),
                                some(800),
                                some(70),
                                some(20_000),
                                some(50_000),
                                some(900));
            case 11 -> writer.market().setFees(correlationId, instrument(), random.nextInt(40), random.nextInt(60));
            default ->
                writer.changeKyc(correlationId, account(), random.nextInt(9) == 0 ? Kyc.SUSPENDED : Kyc.VERIFIED);
        };
    }

    /** Half of the time no limit. */
    private int some(int most) {
        return random.nextBoolean() ? 0 : most / 2 + random.nextInt(most);
    }

    private int place() {
        int account = account();
        long id = random.nextInt(30) == 0 ? clientOrderId(account) : highestClientOrderId[account] + 1;
        highestClientOrderId[account] = Math.max(id, highestClientOrderId[account]);
        boolean odd = random.nextInt(3) == 0;
        OrderType type = odd ? OrderType.get((short) random.nextInt(4)) : OrderType.LIMIT;
        TimeInForce tif = odd ? TimeInForce.get((short) random.nextInt(6)) : TimeInForce.GTC;
        boolean stops = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        if (type == OrderType.STOP && random.nextInt(8) != 0) {
            tif = TimeInForce.IOC;
        } else if (type == OrderType.MARKET && random.nextInt(8) != 0) {
            tif = random.nextBoolean() ? TimeInForce.IOC : TimeInForce.FOK;
        }
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        boolean priced = type == OrderType.STOP_LIMIT
                || (type == OrderType.STOP && side == Side.BUY)
                || (type == OrderType.LIMIT && tif != TimeInForce.FOK_BUDGET);
        long quantity = quantity();
        boolean iceberg = random.nextInt(8) == 0;
        writer.place(correlationId, account, instrument(), id)
                .side(side)
                .orderType(type)
                .timeInForce(tif)
                .selfTradePrevention(SelfTradePrevention.get((short) random.nextInt(4)))
                .postOnly(random.nextInt(12) == 0 ? Flag.YES : Flag.NO)
                .price(priced ? price() : 0)
                .quantity(quantity)
                .stopPrice(stops ? price() : 0)
                .displayQuantity(iceberg ? 1 + random.nextLong(Math.max(1, quantity)) : 0)
                .minimumQuantity(random.nextInt(20) == 0 ? 1 + random.nextInt(10) : 0)
                .expireTime(tif == TimeInForce.GTD ? now + 1 + random.nextInt(50_000) : 0)
                .funds(tif == TimeInForce.FOK_BUDGET ? 1 + random.nextInt(20_000) : 0);
        return CommandWriter.PLACE;
    }

    /** A command whose bytes were spoilt, or cut. */
    private int broken() {
        int length = place();
        if (random.nextBoolean()) {
            return random.nextInt(length);
        }
        buffer.putByte(random.nextInt(length), (byte) random.nextInt());
        return length;
    }

    private int account() {
        return 1 + random.nextInt(random.nextInt(50) == 0 ? ACCOUNTS + 1 : ACCOUNTS);
    }

    private int asset() {
        return 1 + random.nextInt(random.nextInt(50) == 0 ? ASSETS + 1 : ASSETS);
    }

    private int instrument() {
        return 1 + random.nextInt(random.nextInt(50) == 0 ? INSTRUMENTS + 1 : INSTRUMENTS);
    }

    private long price() {
        return 90L + random.nextInt(21);
    }

    private long quantity() {
        return random.nextInt(100) == 0 ? random.nextInt(2_000) : 1 + random.nextInt(30);
    }

    private long clientOrderId(int account) {
        return Math.max(1, highestClientOrderId[account] - random.nextInt(20));
    }
}
