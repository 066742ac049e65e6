package dev.bourse.marketdata;

import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.OutputConsumer;
import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.Phase;
import dev.bourse.exchange.protocol.SelfTradePrevention;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A core that tests trade on, whose outputs the market data group reads: ACME/USD (instrument 1) in cents and whole
 * shares, and EMPTY, which nobody trades. Time moves only where a test moves it.
 */
final class TradingDay implements FollowedOutputs {
    /** 2024-01-15T10:00:00Z, a Monday, in microseconds. */
    static final long START = 1_705_312_800_000_000L;

    private final ExchangeCore core = new ExchangeCore(64);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
    private final CommandWriter writer = new CommandWriter(buffer);
    private final ConcurrentLinkedQueue<byte[]> waiting = new ConcurrentLinkedQueue<>();
    private final UnsafeBuffer read = new UnsafeBuffer(0, 0);
    private volatile @Nullable RuntimeException end;
    private long told;
    private long clientOrderId;
    private long now = START;

    TradingDay() {
        apply(writer.market().addAsset(1, 1, 2, "USD"));
        apply(writer.market().addAsset(1, 2, 0, "ACME"));
        apply(writer.market().addInstrument(1, 1, 2, 1, 0, 0, 1, 1, "ACME/USD"));
        apply(writer.market().addInstrument(1, 2, 2, 1, 0, 0, 1, 1, "EMPTY"));
        apply(writer.market().changePhase(1, 1, Phase.CONTINUOUS));
        for (int account = 1; account <= 2; account++) {
            apply(writer.openAccount(1, account));
            apply(writer.changeKyc(1, account, Kyc.VERIFIED));
            apply(writer.deposit(1, account, 1, 1_000_000_000, 1));
            apply(writer.deposit(1, account, 2, 1_000_000, 2));
        }
    }

    /** The number of the last output. */
    synchronized long number() {
        return core.outputNumber();
    }

    synchronized void pass(long micros) {
        now += micros;
    }

    synchronized void buy(long quantity, long price) {
        place(1, Side.BUY, quantity, price);
    }

    synchronized void sell(long quantity, long price) {
        place(2, Side.SELL, quantity, price);
    }

    synchronized void phase(int instrument, Phase phase) {
        apply(writer.market().changePhase(1, instrument, phase));
    }

    /** Whoever reads next is told this. */
    void become(RuntimeException found) {
        end = found;
    }

    private void place(int account, Side side, long quantity, long price) {
        writer.place(1, account, 1, ++clientOrderId)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .price(price)
                .quantity(quantity);
        apply(CommandWriter.PLACE);
    }

    private void apply(int length) {
        core.apply(buffer, 0, length, now, (from, offset, size) -> {
            byte[] copy = new byte[size];
            from.getBytes(offset, copy);
            waiting.add(copy);
        });
    }

    @Override
    public int poll(OutputConsumer consumer) {
        RuntimeException found = end;
        if (found != null) {
            throw found;
        }
        int count = 0;
        byte[] next = waiting.poll();
        while (next != null) {
            read.wrap(next);
            consumer.onOutput(++told, read, 0, next.length);
            count++;
            next = waiting.poll();
        }
        return count;
    }

    @Override
    public long time() {
        return core.timestamp();
    }

    @Override
    public String state() {
        return "a test's core";
    }

    @Override
    public void close() {}
}
