package dev.bourse.bench.matching;

import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.matching.OrderRequest;
import dev.bourse.exchange.matching.OrderStore;
import dev.bourse.exchange.matching.RejectReason;
import dev.bourse.exchange.matching.Side;
import dev.bourse.exchange.matching.TimeInForce;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Single operations of the order book, on a book of 1,000 orders whose neighbours are so many ticks apart. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OrderBookBenchmark {
    private static final int ORDERS_PER_SIDE = 500;
    private static final long MIDDLE = 10_000_000;
    private static final int LEVELS_SHOWN = 10;

    /** Ticks between neighbouring levels: a dense and a sparse book. */
    @Param({"1", "1000"})
    public int ticks;

    private final OrderRequest request = new OrderRequest();
    private final CountingListener listener = new CountingListener();
    private final OrderBook book = new OrderBook(0, new OrderStore(4_096), listener);
    private final long[] prices = new long[LEVELS_SHOWN];
    private final long[] quantities = new long[LEVELS_SHOWN];
    private final int[] orders = new int[LEVELS_SHOWN];
    private int next;

    /** Fills the book: ids from 1, buys odd, sells even. */
    @Setup
    public void fill() {
        for (int i = 1; i <= ORDERS_PER_SIDE; i++) {
            place(2L * i - 1, Side.BUY, MIDDLE - (long) i * ticks, 1L << 30);
            place(2L * i, Side.SELL, MIDDLE + (long) i * ticks, 1L << 30);
        }
    }

    /** A new order at some level, and its cancel. */
    @Benchmark
    public RejectReason placeAndCancel() {
        place(1_000_000, Side.BUY, MIDDLE - (long) step() * ticks, 10);
        return book.cancel(1_000_000, 1);
    }

    /** An order to the tail of another level. */
    @Benchmark
    public RejectReason move() {
        int order = step();
        return book.move(2L * order, 1, MIDDLE + (1L + order * 7L % ORDERS_PER_SIDE) * ticks);
    }

    /** An order that takes one lot of the best level, and the lot given back, so that the book stays as it is. */
    @Benchmark
    public RejectReason takeOneLot() {
        place(1_000_000, Side.SELL, MIDDLE, 1);
        return place(1_000_001, Side.BUY, MIDDLE, 1);
    }

    /** Ten levels of one side. */
    @Benchmark
    public int depthOfTen() {
        return book.depth(Side.SELL, prices, quantities, orders);
    }

    private int step() {
        next = next == ORDERS_PER_SIDE ? 1 : next + 1;
        return next;
    }

    private RejectReason place(long id, Side side, long price, long quantity) {
        return book.place(request.limit(id, 1, 0, side, TimeInForce.GTC, price, quantity));
    }
}
