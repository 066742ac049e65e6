package dev.bourse.marketdata.book;

import org.jspecify.annotations.Nullable;

/** An order that rests in a book, linked to its neighbours in the queue of its price. */
final class BookOrder {
    long orderId;
    boolean buy;
    long price;
    /** Lots that show, 1 or more. */
    long displayed;
    /** Lots that do not show; never published. */
    long hidden;

    @Nullable
    BookLevel level;

    @Nullable
    BookOrder before;

    @Nullable
    BookOrder after;
}
