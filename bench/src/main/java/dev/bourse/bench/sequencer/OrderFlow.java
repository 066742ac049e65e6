package dev.bourse.bench.sequencer;

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
 * Commands that can be made as fast as they are sent, without looking at answers: of ten, one places an order that
 * crosses the best price and does not rest; of the others half place an order behind it, and half cancel the oldest of
 * the account's by its client order id (some were executed before, so that the cancel is refused). An account keeps 64
 * orders, so the books stay as large as they are however long this goes on. The same seed gives the same commands. One
 * thread.
 */
final class OrderFlow {
    private static final int USD = 1;
    private static final long MIDDLE = 10_000;
    /** Orders of an account until the oldest of them is cancelled. */
    private static final int KEPT = 64;

    private final int instruments;
    private final int accounts;
    private final SplittableRandom random = new SplittableRandom(7);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
    private final CommandWriter writer = new CommandWriter(buffer);
    private final long[] lastId;
    /** Client order ids of what rests, or has been executed, by account, in the order in which they came. */
    private final long[] resting;

    private final long[] placed;
    private final long[] cancelled;
    private int account;
    private long setUpStep;

    OrderFlow(int instruments, int accounts) {
        this.instruments = instruments;
        this.accounts = accounts;
        lastId = new long[accounts + 1];
        resting = new long[(accounts + 1) * KEPT];
        placed = new long[accounts + 1];
        cancelled = new long[accounts + 1];
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** Whose the command of trading is that was written last. */
    int account() {
        return account;
    }

    /** Writes the next command that sets the market up and gives its length, 0 when all is set up. */
    int nextOfSetUp(long correlationId) {
        long step = setUpStep++;
        if (step <= instruments) {
            return writer.market().addAsset(correlationId, (int) step + 1, 0, step == 0 ? "USD" : "S" + step);
        }
        step -= instruments + 1;
        if (step < 2L * instruments) {
            int instrument = (int) (step / 2) + 1;
            return step % 2 == 0
                    ? writer.market()
                            .addInstrument(
                                    correlationId, instrument, instrument + 1, USD, 5, 10, 1, 1, "S" + instrument)
                    : writer.market().changePhase(correlationId, instrument, Phase.CONTINUOUS);
        }
        step -= 2L * instruments;
        int perAccount = 3 + instruments;
        int opened = (int) (step / perAccount) + 1;
        if (opened > accounts) {
            return 0;
        }
        int part = (int) (step % perAccount);
        return switch (part) {
            case 0 -> writer.openAccount(correlationId, opened);
            case 1 -> writer.changeKyc(correlationId, opened, Kyc.VERIFIED);
            default -> writer.deposit(correlationId, opened, part - 1, 1L << 42, part);
        };
    }

    /** Writes the next command of trading and gives its length. */
    int next(long correlationId) {
        account = 1 + random.nextInt(accounts);
        boolean crosses = random.nextInt(10) == 0;
        if (!crosses && placed[account] - cancelled[account] == KEPT) {
            return writer.cancelOrder(correlationId, account, 0, resting[slot(account, cancelled[account]++)]);
        }
        boolean buy = random.nextBoolean();
        long away = crosses ? -1L - random.nextInt(3) : 1L + random.nextInt(40);
        long id = ++lastId[account];
        if (!crosses) {
            resting[slot(account, placed[account]++)] = id;
        }
        writer.place(correlationId, account, 1 + random.nextInt(instruments), id)
                .side(buy ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(crosses ? TimeInForce.IOC : TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .price(buy ? MIDDLE - away : MIDDLE + away)
                .quantity(1L + random.nextInt(100));
        return CommandWriter.PLACE;
    }

    private static int slot(int account, long count) {
        return account * KEPT + (int) (count % KEPT);
    }
}
