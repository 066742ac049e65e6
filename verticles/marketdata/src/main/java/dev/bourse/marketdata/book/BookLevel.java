package dev.bourse.marketdata.book;

import org.jspecify.annotations.Nullable;

/** All orders of a price, oldest first. */
final class BookLevel {
    long price;
    /** Lots that show. */
    long displayed;
    /** Lots that do not show. */
    long hidden;

    int orders;

    @Nullable
    BookOrder head;

    @Nullable
    BookOrder tail;

    void append(BookOrder order) {
        order.level = this;
        order.before = tail;
        order.after = null;
        if (tail == null) {
            head = order;
        } else {
            tail.after = order;
        }
        tail = order;
        orders++;
        displayed += order.displayed;
        hidden += order.hidden;
    }

    void unlink(BookOrder order) {
        if (order.before == null) {
            head = order.after;
        } else {
            order.before.after = order.after;
        }
        if (order.after == null) {
            tail = order.before;
        } else {
            order.after.before = order.before;
        }
        order.level = null;
        order.before = null;
        order.after = null;
        orders--;
        displayed -= order.displayed;
        hidden -= order.hidden;
    }
}
