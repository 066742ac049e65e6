package dev.bourse.bench.matching;

import dev.bourse.exchange.matching.CancelReason;
import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.matching.OrderRequest;
import dev.bourse.exchange.matching.OrderStore;
import dev.bourse.exchange.matching.Side;
import dev.bourse.exchange.matching.TimeInForce;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What a command stream does to the price levels: each order that comes to or leaves a level, by side and key. */
final class LevelTrace extends CountingListener {
    /**
     * Above every price of the streams; keys of buys count down from it, so that on both sides the lowest is the best.
     */
    private static final long TOP = 1L << 40;

    /** Bit 0: the side's code; bit 1: leaves. */
    byte[] operations = new byte[1 << 20];

    long[] keys = new long[1 << 20];
    int size;

    private final Map<Long, Long> keyOfOrder = new HashMap<>();

    static LevelTrace of(CommandColumns commands) {
        LevelTrace trace = new LevelTrace();
        OrderBook book = new OrderBook(0, new OrderStore(1 << 13), trace);
        OrderRequest request = new OrderRequest();
        for (int i = 0; i < commands.size; i++) {
            long id = commands.orderId[i];
            long account = commands.accountId[i];
            switch (commands.kind[i]) {
                case CommandColumns.MOVE -> book.move(id, account, commands.price[i]);
                case CommandColumns.REDUCE -> book.reduce(id, account, commands.quantity[i]);
                case CommandColumns.CANCEL -> book.cancel(id, account);
                default ->
                    book.place(request.limit(
                            id,
                            account,
                            0,
                            Side.of(commands.side[i]),
                            TimeInForce.of(commands.timeInForce[i]),
                            commands.price[i],
                            commands.quantity[i]));
            }
        }
        return trace;
    }

    @Override
    public void rested(long orderId, long accountId, int user, Side side, long price, long displayed, long remaining) {
        long key = side == Side.BUY ? TOP - price : price;
        keyOfOrder.put(orderId, key);
        add(side.code(), key);
    }

    @Override
    public void replaced(
            long orderId, long accountId, int user, Side side, long price, long remaining, boolean keptPriority) {
        leave(orderId, side);
    }

    @Override
    public void cancelled(
            long orderId, long accountId, int user, Side side, long price, long quantity, CancelReason reason) {
        leave(orderId, side);
    }

    @Override
    public void matched(
            long takerOrderId,
            long takerAccountId,
            int takerUser,
            long takerRemaining,
            long makerOrderId,
            long makerAccountId,
            int makerUser,
            long makerRemaining,
            Side takerSide,
            long price,
            long quantity) {
        if (makerRemaining == 0) {
            leave(makerOrderId, takerSide.opposite());
        }
    }

    private void leave(long orderId, Side side) {
        Long key = keyOfOrder.remove(orderId);
        if (key != null) {
            add(side.code() | 2, key);
        }
    }

    private void add(int operation, long key) {
        if (size == keys.length) {
            operations = Arrays.copyOf(operations, size * 2);
            keys = Arrays.copyOf(keys, size * 2);
        }
        operations[size] = (byte) operation;
        keys[size++] = key;
    }
}
