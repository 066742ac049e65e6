package dev.bourse.standalone.chaos;

import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.Phase;
import dev.bourse.exchange.protocol.SelfTradePrevention;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The commands of one client, each a function of the seed and its number, so that they need not be kept to be applied
 * again elsewhere. The first client's first ones set the market up; of the others four of five place an order, most of
 * which trade, and one cancels. One thread.
 */
final class ExchangeOrders {
    /** Clients, each with accounts of its own. */
    static final int CLIENTS = 2;

    private static final int INSTRUMENTS = 8;
    private static final int ACCOUNTS = 20;
    private static final int USD = 1;
    private static final long MIDDLE = 1_000;
    private static final int SPREAD = 7;
    /** A cancel is of the order that its account placed so many commands ago. */
    private static final long CANCELLED_AFTER = 2L * ACCOUNTS;

    private static final int ASSET_STEPS = 1 + INSTRUMENTS;
    private static final int INSTRUMENT_STEPS = 2 * INSTRUMENTS;
    private static final int ACCOUNT_STEPS = 3 + INSTRUMENTS;
    private static final int NUMBER_BITS = 40;

    /** How many of the first client's commands set the market up. */
    static final int SET_UP = ASSET_STEPS + INSTRUMENT_STEPS + CLIENTS * ACCOUNTS * ACCOUNT_STEPS;

    private final int client;
    private final long seed;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
    private final CommandWriter writer = new CommandWriter(buffer);

    ExchangeOrders(int client, long seed) {
        this.client = client;
        this.seed = seed;
    }

    /** The number of a command by its correlation id. */
    static long number(long correlationId) {
        return correlationId & ((1L << NUMBER_BITS) - 1);
    }

    /** Where commands are written. */
    DirectBuffer buffer() {
        return buffer;
    }

    /** Writes the command of a number from 1 on and gives its length. */
    int write(long number) {
        long correlationId = correlation(number);
        if (client == 0 && number <= SET_UP) {
            return setUp(correlationId, (int) number - 1);
        }
        SplittableRandom random = new SplittableRandom(seed + number * CLIENTS + client);
        int account = client * ACCOUNTS + 1 + (int) (number % ACCOUNTS);
        if (random.nextInt(5) == 0 && number > CANCELLED_AFTER) {
            return writer.cancelOrder(correlationId, account, 0, number - CANCELLED_AFTER);
        }
        writer.place(correlationId, account, 1 + random.nextInt(INSTRUMENTS), number)
                .side(random.nextBoolean() ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(random.nextInt(8) == 0 ? TimeInForce.IOC : TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .price(MIDDLE - SPREAD + random.nextInt(2 * SPREAD + 1))
                .quantity(1L + random.nextInt(20));
        return CommandWriter.PLACE;
    }

    /** Writes, in place of the order of that number, a command that asks for a snapshot; gives its length. */
    int writeMark(long number) {
        return writer.market().markSnapshot(correlation(number), number);
    }

    private long correlation(long number) {
        return ((long) client << NUMBER_BITS) | number;
    }

    private int setUp(long correlationId, int step) {
        if (step < ASSET_STEPS) {
            return writer.market().addAsset(correlationId, step + 1, 0, step == 0 ? "USD" : "S" + step);
        }
        int instrumentStep = step - ASSET_STEPS;
        if (instrumentStep < INSTRUMENT_STEPS) {
            int instrument = instrumentStep / 2 + 1;
            return instrumentStep % 2 == 0
                    ? writer.market()
                            .addInstrument(
                                    correlationId, instrument, instrument + 1, USD, 5, 10, 1, 1, "S" + instrument)
                    : writer.market().changePhase(correlationId, instrument, Phase.CONTINUOUS);
        }
        int accountStep = instrumentStep - INSTRUMENT_STEPS;
        int account = accountStep / ACCOUNT_STEPS + 1;
        int part = accountStep % ACCOUNT_STEPS;
        return switch (part) {
            case 0 -> writer.openAccount(correlationId, account);
            case 1 -> writer.changeKyc(correlationId, account, Kyc.VERIFIED);
            default -> writer.deposit(correlationId, account, part - 1, 1L << 42, part);
        };
    }
}
