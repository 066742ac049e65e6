package dev.bourse.exchange.replay;

import dev.bourse.exchange.core.OutputConsumer;
import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.OrderCancelledDecoder;
import dev.bourse.exchange.protocol.OrderRestedDecoder;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.PlaceOrderEncoder;
import dev.bourse.exchange.protocol.SelfTradePrevention;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A trading session made by a seeded generator: the set-up of an exchange, then orders as they come in practice. Its
 * commands must be applied to a core one by one, and the core's outputs given back here, so that it knows which orders
 * are open. The same settings give the same commands.
 *
 * <p>Behind the set-up, passive orders fill the books to the number of open orders that is wanted. Then about 47
 * percent of the commands place an order behind the best price, 11 percent one that crosses it (a third of them IOC), 1
 * percent a market order, 34 percent cancel an open order by its id, 7 percent replace one. Should more than a tenth of
 * the open orders be missing, nothing is cancelled or replaced; should there be a tenth too many, only that is done.
 * One thread.
 */
public final class SimulatedSession implements OutputConsumer {
    private static final int SLOT_MASK = (1 << 24) - 1;

    private final Settings settings;
    private final SplittableRandom random;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
    private final CommandWriter writer = new CommandWriter(buffer);
    private final SimulatedMarket market;
    private final Ranks accountRanks;
    private final Ranks instrumentRanks;
    private final RestingOrders resting;
    private final long[] clientOrderIds;
    private final long[] middle;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderRestedDecoder rested = new OrderRestedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final ExecutedDecoder executed = new ExecutedDecoder();
    private boolean settingUp = true;
    private boolean filling = true;
    private long correlationId;

    /**
     * How large the session is.
     *
     * @param seed what all is drawn from
     * @param instruments 1 or more
     * @param accounts 1 or more
     * @param openOrders about how many orders are open at a time
     * @param venue false: every account sends as much, each in ten instruments that are as busy as any other; true: as
     *     on a venue, the accounts send orders by Zipf's law, account 1 the most, and choose instruments by it too; the
     *     thousandth part of the accounts that is the busiest makes the market in all instruments
     * @param moves 82 percent of the commands give an open order another price, 6 percent cancel one, 12 percent place
     *     one, a fifth of these so that it crosses: as exchange-core's own benchmarks have it
     */
    public record Settings(long seed, int instruments, int accounts, int openOrders, boolean venue, boolean moves) {
        /** A session in which orders are mostly placed and cancelled. */
        public Settings(long seed, int instruments, int accounts, int openOrders, boolean venue) {
            this(seed, instruments, accounts, openOrders, venue, false);
        }
    }

    /** A session from its start. */
    public SimulatedSession(Settings settings) {
        this.settings = settings;
        random = new SplittableRandom(settings.seed());
        int makers = settings.venue() ? settings.accounts() / 1_000 : 0;
        market = new SimulatedMarket(settings.instruments(), settings.accounts(), makers, 10, writer);
        accountRanks = new Ranks(settings.venue() ? settings.accounts() : 1);
        instrumentRanks = new Ranks(settings.venue() ? settings.instruments() : 1);
        resting = new RestingOrders(settings.openOrders() * 2);
        clientOrderIds = new long[settings.accounts() + 1];
        middle = new long[settings.instruments() + 1];
        Arrays.fill(middle, SimulatedMarket.REFERENCE_PRICE);
    }

    /** Where {@link #next} writes. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Whether the next command still belongs to the set-up. */
    public boolean isSettingUp() {
        return settingUp;
    }

    /** How many orders are open. */
    public int openOrders() {
        return resting.count();
    }

    /** Writes the next command to the buffer's start and gives its length. */
    public int next() {
        correlationId++;
        if (settingUp) {
            int length = market.next(correlationId);
            if (length > 0) {
                return length;
            }
            settingUp = false;
        }
        int open = resting.count();
        if (filling) {
            filling = open + 1 < settings.openOrders();
            return place(0);
        }
        int kind = random.nextInt(100);
        if (settings.moves()) {
            return nextOfMoves(kind);
        }
        if (kind >= 59 && open > settings.openOrders() * 9 / 10) {
            return kind < 93 ? cancel() : replace();
        }
        return open > settings.openOrders() * 11 / 10 ? cancel() : place(kind);
    }

    /** Looks which orders came to rest and which ended. */
    @Override
    public void onOutput(DirectBuffer bytes, int offset, int length) {
        header.wrap(bytes, offset);
        switch (header.templateId()) {
            case OrderRestedDecoder.TEMPLATE_ID -> {
                rested.wrapAndApplyHeader(bytes, offset, header);
                resting.add(rested.orderId(), rested.accountId(), rested.instrumentId(), rested.side() == Side.BUY);
            }
            case OrderCancelledDecoder.TEMPLATE_ID ->
                resting.remove(
                        cancelled.wrapAndApplyHeader(bytes, offset, header).orderId());
            case ExecutedDecoder.TEMPLATE_ID -> {
                executed.wrapAndApplyHeader(bytes, offset, header);
                if (executed.remaining() == 0) {
                    resting.remove(executed.orderId());
                }
            }
            default -> {}
        }
    }

    private int nextOfMoves(int kind) {
        int open = resting.count();
        if (kind < 82) {
            return move();
        }
        boolean cancels =
                open > settings.openOrders() * 11 / 10 || (kind < 88 && open > settings.openOrders() * 9 / 10);
        return cancels ? cancel() : place(random.nextInt(59));
    }

    private int place(int kind) {
        int account = account();
        int instrument = instrument(account);
        boolean buy = random.nextBoolean();
        boolean crosses = kind >= 47 && kind < 59;
        boolean marketOrder = kind == 58;
        if (random.nextInt(8) == 0) {
            middle[instrument] = Math.clamp(middle[instrument] + random.nextInt(3) - 1, 6_000L, 14_000L);
        }
        long away = crosses ? -1L - random.nextInt(3) : 1L + random.nextInt(1 + random.nextInt(60));
        long price = buy ? middle[instrument] - away : middle[instrument] + away;
        PlaceOrderEncoder order = writer.place(correlationId, account, instrument, ++clientOrderIds[account]);
        order.side(buy ? Side.BUY : Side.SELL)
                .orderType(marketOrder ? OrderType.MARKET : OrderType.LIMIT)
                .timeInForce(marketOrder || (crosses && kind % 3 == 0) ? TimeInForce.IOC : TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .price(marketOrder ? 0 : price)
                .quantity(1L + random.nextInt(100));
        return CommandWriter.PLACE;
    }

    private int cancel() {
        int chosen = resting.at(random.nextInt(resting.count()));
        return writer.cancelOrder(correlationId, resting.account(chosen), resting.orderId(chosen), 0);
    }

    private int replace() {
        int chosen = resting.at(random.nextInt(resting.count()));
        int instrument = resting.instrument(chosen);
        long away = 1L + random.nextInt(30);
        long price = resting.isBuy(chosen) ? middle[instrument] - away : middle[instrument] + away;
        return writer.replaceOrder(
                correlationId, resting.account(chosen), resting.orderId(chosen), 0, price, 1L + random.nextInt(200), 0);
    }

    private int move() {
        int chosen = resting.at(random.nextInt(resting.count()));
        int instrument = resting.instrument(chosen);
        long away = 1L + random.nextInt(1 + random.nextInt(60));
        long price = resting.isBuy(chosen) ? middle[instrument] - away : middle[instrument] + away;
        return writer.replaceOrder(correlationId, resting.account(chosen), resting.orderId(chosen), 0, price, 0, 0);
    }

    private int account() {
        return settings.venue() ? accountRanks.draw(random) : 1 + (int) (settings.accounts() * random.nextDouble());
    }

    /** One that the account trades; on a venue the best ranked of a few, or by rank where it trades all. */
    private int instrument(int account) {
        int choices = market.choices(account);
        if (!settings.venue()) {
            return market.instrument(account, random.nextInt(choices));
        }
        if (choices == settings.instruments()) {
            return market.instrument(account, instrumentRanks.draw(random) - 1);
        }
        int first = market.instrument(account, random.nextInt(choices));
        return Math.min(first, market.instrument(account, random.nextInt(choices)));
    }

    /** The slot of an order id: what the core keeps unique among open orders. */
    static int slot(long orderId) {
        return (int) orderId & SLOT_MASK;
    }
}
