package dev.bourse.exchange.matching;

/** What the parts of one book share: its sides, its waiting stops, its phase and its prices. */
final class BookState {
    final int bookFlags;
    final OrderStore store;
    final MatchListener listener;
    final ExpiryQueue expiries;

    /** Resting orders, by {@link Side#code}. */
    final PriceLevels[] sides;
    /** Waiting stop orders, by {@link Side#code}; the first to trigger is the best. */
    final PriceLevels[] stops;

    Phase phase = Phase.CONTINUOUS;
    /** Microseconds of the log's time. */
    long now = Long.MIN_VALUE;

    long lastPrice = OrderBook.NO_PRICE;
    long referencePrice = OrderBook.NO_PRICE;
    long bandLow = Long.MIN_VALUE;
    long bandHigh = Long.MAX_VALUE;

    /** The lowest and highest price traded at since stops were last looked at; low above high where there was none. */
    long tradedLow = Long.MAX_VALUE;

    long tradedHigh = Long.MIN_VALUE;

    BookState(int bookId, OrderStore store, MatchListener listener) {
        this.bookFlags = OrderFlags.ofBook(bookId);
        this.store = store;
        this.listener = listener;
        this.expiries = new ExpiryQueue(store);
        this.sides = new PriceLevels[] {new PriceLevels(store), new PriceLevels(store)};
        this.stops = new PriceLevels[] {new PriceLevels(store), new PriceLevels(store)};
    }

    /** The key of a price on a side of the book; its own inverse. */
    static long key(int sideCode, long price) {
        // Code 0, buy: all bits turned round, so that the highest price has the lowest key.
        return price ^ (sideCode - 1L);
    }

    /** The key of a stop price: buy stops trigger from the lowest up, sell stops from the highest down. */
    static long stopKey(int sideCode, long stopPrice) {
        return stopPrice ^ -(long) sideCode;
    }

    /** The worst key on the other side that an order of this key trades with. */
    static long limit(long key) {
        return ~key;
    }

    /** The number of the order that one with such a limit trades with first, or -1. */
    int meets(int sideCode, long price) {
        PriceLevels other = sides[sideCode ^ OrderFlags.SIDE];
        boolean trades = other.bestKey() <= limit(key(sideCode, price)) && other.best() != 0;
        return trades ? store.number(other.head(other.best())) : -1;
    }

    /** The number of the order that trades next after one, or -1. */
    int following(int sideCode, int number) {
        int order = store.numbered(number);
        PriceLevels levels = sides[sideCode];
        int behind = levels.behind(order);
        if (behind == 0) {
            int level = levels.after(store.level(order));
            behind = level == 0 ? 0 : levels.head(level);
        }
        return behind == 0 ? -1 : store.number(behind);
    }

    boolean isMine(int flags) {
        return OrderFlags.book(flags) == OrderFlags.book(bookFlags);
    }

    void traded(long price) {
        lastPrice = price;
        tradedLow = Math.min(tradedLow, price);
        tradedHigh = Math.max(tradedHigh, price);
    }

    void changePhase(Phase to) {
        Phase from = phase;
        phase = to;
        listener.phaseChanged(from, to);
    }

    /** Takes an order out of wherever it is linked; it stays known. */
    void unlink(int order, int flags) {
        PriceLevels[] where = (flags & OrderFlags.WAITING) == 0 ? sides : stops;
        where[flags & OrderFlags.SIDE].unlink(
                order, store.level(order), store.records[order + OrderStore.OPEN], store.hidden(order));
    }

    /** Forgets an order that is not linked. */
    void forget(int order, int flags) {
        if ((flags & OrderFlags.EXPIRES) != 0) {
            expiries.remove(order);
        }
        store.release(order);
    }

    /** Forgets an order that is not linked and tells that this much of it was cancelled. */
    void cancel(int order, int flags, long quantity, CancelReason reason) {
        long[] records = store.records;
        long orderId = records[order + OrderStore.ID];
        long accountId = records[order + OrderStore.ACCOUNT];
        int user = store.user(order);
        long price = records[order + OrderStore.PRICE];
        forget(order, flags);
        listener.cancelled(orderId, accountId, user, Side.of(flags & OrderFlags.SIDE), price, quantity, reason);
    }
}
