package dev.bourse.exchange.commandfile;

import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.matching.OrderImage;
import dev.bourse.exchange.matching.Side;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes a book's orders as lines: sells, then buys, each best level first and oldest order first. */
final class BookPrinter {
    static final String HEADER = "side,price,orderId,uid,size,filled\n";

    private BookPrinter() {}

    static void print(OrderBook book, Appendable out) throws IOException {
        out.append(HEADER);
        try {
            book.visitOrders(Side.SELL, order -> line(out, "ASK", order));
            book.visitOrders(Side.BUY, order -> line(out, "BID", order));
        } catch (UncheckedIOException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    private static void line(Appendable out, String side, OrderImage order) {
        try {
            out.append(side
                    + ','
                    + order.price
                    + ','
                    + order.orderId
                    + ','
                    + order.accountId
                    + ','
                    + (order.remaining() + order.filled)
                    + ','
                    + order.filled
                    + '\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
