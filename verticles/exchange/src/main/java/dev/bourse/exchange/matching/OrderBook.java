package dev.bourse.exchange.matching;

/**
 * The order book of one instrument, and the front door of the matching engine: takes commands, tells a
 * {@link MatchListener} what happened, and answers what the book holds. For one thread.
 *
 * <p>Prices are whole ticks, any long but {@link #NO_PRICE}; quantities are whole lots up to
 * {@link OrderRequest#MAX_QUANTITY}. A command is checked wholly before anything changes; one that is refused changes
 * nothing, is told to the listener, and returns the reason. Nothing here throws on a client's input.
 *
 * <p>Placing, cancelling, reducing, moving and each single execution take O(1). A new book is in
 * {@link Phase#CONTINUOUS}.
 */
public final class OrderBook {
    /** No price: no order on that side, no trade yet, no stop price. Not a price that an order can have. */
    public static final long NO_PRICE = Long.MIN_VALUE;
    /** How many orders a side holds, with its waiting stop orders: keeps sums of quantities within a long. */
    public static final int MAX_ORDERS_PER_SIDE = 1 << 22;

    private final BookState state;
    private final Liquidity liquidity;
    private final OrderChecks checks;
    private final Entry entry;
    private final Stops stops;
    private final Amendments amendments;
    private final MassCancel massCancel;
    private final Auction auction;
    private final Images images;
    private final OrderImage scratch = new OrderImage();

    /**
     * An empty book.
     *
     * @param bookId tells this book's orders from those of other books on the store; 0 to
     *     {@link OrderStore#MAX_BOOK_ID}
     * @param store where the orders are; books of one thread may share one
     * @param listener hears every event
     * @throws IllegalArgumentException where the book id is out of range
     */
    public OrderBook(int bookId, OrderStore store, MatchListener listener) {
        if (bookId < 0 || bookId > OrderStore.MAX_BOOK_ID) {
            throw new IllegalArgumentException("bookId " + bookId + " is not between 0 and " + OrderStore.MAX_BOOK_ID);
        }
        state = new BookState(bookId, store, listener);
        liquidity = new Liquidity(state);
        checks = new OrderChecks(state, liquidity);
        Sweep sweep = new Sweep(state);
        entry = new Entry(state, sweep);
        stops = new Stops(state, entry);
        amendments = new Amendments(state, checks, entry);
        massCancel = new MassCancel(state, amendments);
        auction = new Auction(state, sweep);
        images = new Images(state);
    }

    /** Takes a new order; {@link RejectReason#NONE} where it was taken. */
    public RejectReason place(OrderRequest request) {
        RejectReason reason = checks.ofNew(request);
        if (reason == RejectReason.NONE) {
            entry.place(request);
            stops.trigger();
        } else {
            state.listener.rejected(request.orderId, request.accountId, reason);
        }
        return reason;
    }

    /** Takes away what is left of an order. */
    public RejectReason cancel(long orderId, long accountId) {
        return told(amendments.cancel(orderId, accountId), orderId, accountId);
    }

    /** Takes lots off what is left of an order, which keeps its place; all that is left, or more, cancels it. */
    public RejectReason reduce(long orderId, long accountId, long by) {
        return told(amendments.reduce(orderId, accountId, by), orderId, accountId);
    }

    /** Sends an order to the tail of the level of a price, also where that is its own; it may trade as the taker. */
    public RejectReason move(long orderId, long accountId, long price) {
        RejectReason reason = amendments.move(orderId, accountId, price);
        if (reason == RejectReason.NONE) {
            stops.trigger();
        }
        return told(reason, orderId, accountId);
    }

    /**
     * Gives an order another price or quantity. Where the price stays and the quantity does not grow it keeps its
     * place; otherwise it goes to the tail of its new level, and may trade as the taker.
     *
     * @param price the new limit; ignored for a stop order without a limit
     * @param quantity the new whole quantity, with what has traded of it; an order that traded so much is cancelled
     * @param stopPrice the new stop price of a stop order that waits, ignored for other orders
     */
    public RejectReason replace(long orderId, long accountId, long price, long quantity, long stopPrice) {
        RejectReason reason = amendments.replace(orderId, accountId, price, quantity, stopPrice);
        if (reason == RejectReason.NONE) {
            stops.trigger();
        }
        return told(reason, orderId, accountId);
    }

    /** Cancels every order of an account in this book, and says how many; O(orders of the book). */
    public int cancelAccount(long accountId) {
        return massCancel.ofAccount(accountId);
    }

    /** Cancels every order, and says how many. */
    public int cancelAll() {
        return massCancel.all();
    }

    /** Sets the book's time, which never goes back, and cancels the GTD orders that end at or before it. */
    public void advanceTo(long nowMicros) {
        state.now = Math.max(state.now, nowMicros);
        int order = state.expiries.due(state.now);
        while (order != 0) {
            amendments.cancelAll(order, CancelReason.EXPIRED);
            order = state.expiries.due(state.now);
        }
    }

    /**
     * Changes the trading phase. Entering {@link Phase#CONTINUOUS}, or {@link Phase#CLOSED} from a phase that collects
     * orders, first matches the crossed part of the book at one price. Then the change is told; then stop orders that
     * were reached are triggered (continuous) or DAY orders are cancelled (closed).
     */
    public void changePhase(Phase to) {
        Phase from = state.phase;
        if (from == to) {
            return;
        }
        if (to == Phase.CONTINUOUS || (to == Phase.CLOSED && from.collects())) {
            auction.uncross();
        }
        state.changePhase(to);
        if (to == Phase.CLOSED) {
            massCancel.ofDay();
        }
        if (to == Phase.CONTINUOUS && state.lastPrice != NO_PRICE) {
            state.traded(state.lastPrice);
            stops.trigger();
        }
    }

    /** The trading phase. */
    public Phase phase() {
        return state.phase;
    }

    /** Sets the price that auctions stay near to; {@link #NO_PRICE} for the last trade's. */
    public void setReferencePrice(long price) {
        state.referencePrice = price;
    }

    /**
     * Sets the lowest and the highest price that may trade in the continuous phase. Instead of a trade outside, the
     * phase becomes {@link Phase#HALTED}. The smallest and the largest long stand for no band; auctions ignore it.
     *
     * @throws IllegalArgumentException where low is above high
     */
    public void setPriceBand(long low, long high) {
        if (low > high) {
            throw new IllegalArgumentException("price band from " + low + " to " + high + " holds no price");
        }
        state.bandLow = low;
        state.bandHigh = high;
    }

    /** Finds the price at which an auction would now match the book. */
    public void auction(AuctionPrice out) {
        auction.price(out);
    }

    /**
     * Finds what an order with a limit would trade at once in the continuous phase.
     *
     * @param limitPrice the worst price to trade at, or {@link #NO_PRICE} for any
     */
    public void estimate(Side side, long limitPrice, long quantity, SweepEstimate out) {
        long limit = limitPrice == NO_PRICE ? Long.MAX_VALUE : BookState.limit(BookState.key(side.code(), limitPrice));
        liquidity.walk(side, limit, quantity, 0, SelfTradePrevention.NONE, out);
    }

    /**
     * Finds what a market order would trade at once in the continuous phase, with the order's own self-trade
     * prevention. The order itself, placed next, never trades for more in all than this says.
     */
    public void estimate(OrderRequest market, SweepEstimate out) {
        liquidity.walk(market.side, Long.MAX_VALUE, market.quantity, market.accountId, market.selfTradePrevention, out);
    }

    /** The price of the last trade, or {@link #NO_PRICE}. */
    public long lastPrice() {
        return state.lastPrice;
    }

    /** The best price of a side, or {@link #NO_PRICE}. */
    public long bestPrice(Side side) {
        PriceLevels levels = levels(side);
        return levels.best() == 0 ? NO_PRICE : BookState.key(side.code(), levels.bestKey());
    }

    /** The quantity that shows at the best price of a side; 0 where there is none. */
    public long bestQuantity(Side side) {
        PriceLevels levels = levels(side);
        return levels.displayed(levels.best());
    }

    /** How many orders rest on a side. */
    public int orderCount(Side side) {
        return levels(side).orderCount();
    }

    /** How many stop orders of a side wait. */
    public int waitingCount(Side side) {
        return state.stops[side.code()].orderCount();
    }

    /** How many prices of a side hold orders; O(size of the side). */
    public int levelCount(Side side) {
        return levels(side).levelCount();
    }

    /**
     * Fills arrays, as far as the shortest reaches, with the levels of a side, best first: the prices, the quantities
     * that show, the numbers of orders. Says how many levels were written.
     */
    public int depth(Side side, long[] prices, long[] quantities, int[] orders) {
        PriceLevels levels = levels(side);
        int room = Math.min(prices.length, Math.min(quantities.length, orders.length));
        int written = 0;
        for (int level = levels.best(); level != 0 && written < room; level = levels.after(level)) {
            prices[written] = BookState.key(side.code(), levels.key(level));
            quantities[written] = levels.displayed(level);
            orders[written++] = levels.count(level);
        }
        return written;
    }

    /** Shows the resting orders of a side, best level first and oldest first inside a level. */
    public void visitOrders(Side side, OrderVisitor visitor) {
        images.visit(levels(side), scratch, visitor);
    }

    /** Shows the waiting stop orders of a side, the first to trigger first. */
    public void visitWaiting(Side side, OrderVisitor visitor) {
        images.visit(state.stops[side.code()], scratch, visitor);
    }

    /** Copies an open order of this book; says false where there is none with the id. */
    public boolean find(long orderId, OrderImage out) {
        return images.find(orderId, out);
    }

    /** Copies what an open order of this book asks for; says false where there is none with the id. */
    public boolean find(long orderId, OrderTerms out) {
        return images.find(orderId, out);
    }

    /** Copies what the book knows beside its orders. A snapshot is this, then all orders, resting and waiting. */
    public void copyTo(BookImage out) {
        images.read(out);
    }

    /** Sets what {@link #copyTo} copied. */
    public void restore(BookImage image) {
        images.restore(image);
    }

    /**
     * Adds an order as it was visited, at the tail of its level, and tells nobody. Restored in the order in which they
     * were visited, orders make a book that goes on exactly as the first.
     */
    public void restoreOrder(OrderImage image) {
        images.restore(image);
    }

    /** The order that one with a limit trades with first, by its number in a numbered store; -1 if none. */
    public int meets(Side side, long price) {
        return state.meets(side.code(), price);
    }

    /** The order of a side that trades next after one, by their numbers in a numbered store; -1 if none. */
    public int following(Side side, int number) {
        return state.following(side.code(), number);
    }

    private PriceLevels levels(Side side) {
        return state.sides[side.code()];
    }

    private RejectReason told(RejectReason reason, long orderId, long accountId) {
        if (reason != RejectReason.NONE) {
            state.listener.rejected(orderId, accountId, reason);
        }
        return reason;
    }
}
