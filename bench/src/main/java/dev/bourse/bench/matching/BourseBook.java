package dev.bourse.bench.matching;

import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.matching.OrderRequest;
import dev.bourse.exchange.matching.OrderStore;
import dev.bourse.exchange.matching.RejectReason;
import dev.bourse.exchange.matching.Side;
import dev.bourse.exchange.matching.TimeInForce;
import org.HdrHistogram.Histogram;

/** Bourse's order book with a listener that counts. */
final class BourseBook implements Contender {
    private final OrderRequest request = new OrderRequest();
    private CountingListener listener = new CountingListener();
    private OrderBook book = new OrderBook(0, new OrderStore(1), listener);

    @Override
    public String name() {
        return "bourse";
    }

    @Override
    public void reset() {
        listener = new CountingListener();
        book = new OrderBook(0, new OrderStore(1 << 11), listener);
    }

    @Override
    public void run(CommandColumns commands, int from, int to) {
        for (int i = from; i < to; i++) {
            apply(commands, i);
        }
    }

    @Override
    public void runTimed(CommandColumns commands, int from, int to, Histogram nanos) {
        for (int i = from; i < to; i++) {
            long start = System.nanoTime();
            apply(commands, i);
            nanos.recordValue(System.nanoTime() - start);
        }
    }

    @Override
    public Outcome outcome() {
        return new Outcome(
                listener.trades,
                listener.volume,
                listener.refused,
                (long) book.orderCount(Side.BUY) + book.orderCount(Side.SELL));
    }

    private RejectReason apply(CommandColumns commands, int i) {
        long orderId = commands.orderId[i];
        long accountId = commands.accountId[i];
        return switch (commands.kind[i]) {
            case CommandColumns.MOVE -> book.move(orderId, accountId, commands.price[i]);
            case CommandColumns.PLACE ->
                book.place(request.limit(
                        orderId,
                        accountId,
                        i,
                        Side.of(commands.side[i]),
                        TimeInForce.of(commands.timeInForce[i]),
                        commands.price[i],
                        commands.quantity[i]));
            case CommandColumns.REDUCE -> book.reduce(orderId, accountId, commands.quantity[i]);
            default -> book.cancel(orderId, accountId);
        };
    }
}
