package dev.bourse.exchange.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C6: no garbage on the hot path")
class AllocationTest {
    private static final int COMMANDS = 200_000;

    @Test
    @DisplayName("once its arrays have grown the book allocates nothing, whatever the kinds of orders")
    void noAllocationInSteadyState() {
        OrderBook book = new OrderBook(0, new OrderStore(4_096), new SilentListener());
        OrderRequest request = new OrderRequest();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        trade(book, request, COMMANDS);
        long before = threads.getCurrentThreadAllocatedBytes();
        long nothing = threads.getCurrentThreadAllocatedBytes() - before;

        before = threads.getCurrentThreadAllocatedBytes();
        trade(book, request, COMMANDS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before - nothing;

        // The generator of the commands is one object of 24 or 32 bytes; a single object a command would be millions.
        assertThat(allocated).isLessThan(1_000);
    }

    private static void trade(OrderBook book, OrderRequest request, int commands) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < commands; i++) {
            long id = random.nextInt(2_000);
            long price = 1_000L + random.nextInt(200);
            int what = random.nextInt(10);
            if (what < 5) {
                request.limit(id, id & 7, i, Side.of(random.nextInt(2)), TimeInForce.GTC, price, 1 + random.nextInt(9));
                request.type = random.nextInt(8) == 0 ? OrderType.STOP_LIMIT : OrderType.LIMIT;
                request.stopPrice = 1_000L + random.nextInt(200);
                request.displayQuantity = random.nextInt(4) == 0 ? 1 : 0;
                book.place(request);
            } else if (what < 7) {
                book.cancel(id, id & 7);
            } else if (what < 9) {
                book.move(id, id & 7, price);
            } else {
                book.replace(id, id & 7, price, 1 + random.nextInt(9), price);
            }
        }
    }
}
