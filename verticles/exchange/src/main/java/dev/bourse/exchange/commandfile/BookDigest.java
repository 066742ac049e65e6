package dev.bourse.exchange.commandfile;

import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.matching.OrderImage;
import dev.bourse.exchange.matching.Side;

/**
 * FNV-1a 64 over a book as little-endian longs: order id, account, price, size, filled of each sell, then -1, of each
 * buy, then -1.
 */
final class BookDigest {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long hash = OFFSET;

    private BookDigest() {}

    /** The digest of a book as it is. */
    static long of(OrderBook book) {
        BookDigest digest = new BookDigest();
        book.visitOrders(Side.SELL, digest::add);
        digest.add(-1);
        book.visitOrders(Side.BUY, digest::add);
        digest.add(-1);
        return digest.hash;
    }

    private void add(OrderImage order) {
        add(order.orderId);
        add(order.accountId);
        add(order.price);
        add(order.remaining() + order.filled);
        add(order.filled);
    }

    private void add(long value) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            hash = (hash ^ ((value >>> shift) & 0xff)) * PRIME;
        }
    }
}
