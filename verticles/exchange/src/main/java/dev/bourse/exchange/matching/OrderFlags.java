package dev.bourse.exchange.matching;

/** The low half of {@link OrderStore#USER_AND_FLAGS}: what kind of order it is, and of which book. */
final class OrderFlags {
    static final int SIDE = 1;
    static final int ICEBERG = 1 << 1;
    /** Waits for its stop price, outside the book. */
    static final int WAITING = 1 << 2;
    /** Was placed as a stop order without a limit. */
    static final int NO_LIMIT = 1 << 3;

    static final int POST_ONLY = 1 << 4;
    /** Has an expiry and a place in the expiry queue. */
    static final int EXPIRES = 1 << 5;

    /** What keeps an order from being moved on the short way. */
    static final int UNUSUAL = ICEBERG | WAITING | POST_ONLY;

    private static final int TIME_IN_FORCE_SHIFT = 6;
    private static final int SELF_TRADE_SHIFT = 9;
    private static final int BOOK_SHIFT = 12;

    private OrderFlags() {}

    static int ofBook(int bookId) {
        return bookId << BOOK_SHIFT;
    }

    static int book(int flags) {
        return flags >>> BOOK_SHIFT;
    }

    static int of(Side side, TimeInForce timeInForce, SelfTradePrevention selfTrade) {
        return side.code() | (timeInForce.code() << TIME_IN_FORCE_SHIFT) | (selfTrade.code() << SELF_TRADE_SHIFT);
    }

    static int timeInForceCode(int flags) {
        return (flags >>> TIME_IN_FORCE_SHIFT) & 7;
    }

    static TimeInForce timeInForce(int flags) {
        return TimeInForce.of(timeInForceCode(flags));
    }

    static int withTimeInForce(int flags, TimeInForce timeInForce) {
        return (flags & ~(7 << TIME_IN_FORCE_SHIFT)) | (timeInForce.code() << TIME_IN_FORCE_SHIFT);
    }

    /** Whether what is left of the order may stay in the book: GTC, DAY and GTD have the codes 0 to 2. */
    static boolean rests(int flags) {
        return timeInForceCode(flags) <= TimeInForce.GTD.code();
    }

    static int selfTradeCode(int flags) {
        return (flags >>> SELF_TRADE_SHIFT) & 3;
    }
}
