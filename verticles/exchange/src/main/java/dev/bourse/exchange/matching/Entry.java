package dev.bourse.exchange.matching;

import static dev.bourse.exchange.matching.OrderStore.ACCOUNT;
import static dev.bourse.exchange.matching.OrderStore.EXPIRY;
import static dev.bourse.exchange.matching.OrderStore.FILLED;
import static dev.bourse.exchange.matching.OrderStore.HIDDEN;
import static dev.bourse.exchange.matching.OrderStore.ID;
import static dev.bourse.exchange.matching.OrderStore.OPEN;
import static dev.bourse.exchange.matching.OrderStore.PEAK;
import static dev.bourse.exchange.matching.OrderStore.PRICE;
import static dev.bourse.exchange.matching.OrderStore.STOP_PRICE;

/** Brings orders into the book: new ones, moved and replaced ones, and stops that were triggered. */
final class Entry {
    private final BookState state;
    private final OrderStore store;
    private final MatchListener listener;
    private final Sweep sweep;

    Entry(BookState state, Sweep sweep) {
        this.state = state;
        this.store = state.store;
        this.listener = state.listener;
        this.sweep = sweep;
    }

    /** Takes a new order that was checked. */
    void place(OrderRequest request) {
        int flags = flags(request);
        int order = store.allocate(request.orderId);
        long[] records = store.records;
        records[order + ACCOUNT] = request.accountId;
        records[order + PRICE] = request.price;
        records[order + FILLED] = 0;
        if (needsDetails(request)) {
            flags |= addDetails(order, request);
        }
        store.setUserAndFlags(order, request.user, flags);
        listener.accepted(
                request.orderId, request.accountId, request.user, request.side, request.price, request.quantity);
        if ((flags & OrderFlags.WAITING) != 0) {
            enterStop(order, flags, request.quantity);
        } else if (request.type == OrderType.MARKET || request.timeInForce == TimeInForce.FOK_BUDGET) {
            enter(order, flags, request.quantity, Long.MAX_VALUE);
        } else {
            enter(order, flags, request.quantity, limit(flags, request.price));
        }
    }

    /** Brings a known, unlinked order with a limit into the book. */
    void enter(int order, int flags, long quantity) {
        enter(order, flags, quantity, limit(flags, store.records[order + PRICE]));
    }

    /** Brings a known, unlinked stop order that was triggered into the book. */
    void enterTriggered(int order, int waitingFlags, long quantity) {
        int flags = waitingFlags & ~(OrderFlags.WAITING | OrderFlags.NO_LIMIT);
        boolean market = (waitingFlags & OrderFlags.NO_LIMIT) != 0;
        long[] records = store.records;
        listener.triggered(
                records[order + ID],
                records[order + ACCOUNT],
                store.user(order),
                store.side(order),
                store.details[order + STOP_PRICE],
                quantity);
        if (market) {
            flags = OrderFlags.withTimeInForce(flags, TimeInForce.IOC);
        }
        store.setUserAndFlags(order, store.user(order), flags);
        enter(order, flags, quantity, market ? Long.MAX_VALUE : limit(flags, records[order + PRICE]));
    }

    /** Takes a known, unlinked stop order: it waits, or is triggered at once where the last trade reached it. */
    void enterStop(int order, int flags, long quantity) {
        int side = flags & OrderFlags.SIDE;
        long key = BookState.stopKey(side, store.details[order + STOP_PRICE]);
        boolean reached = state.lastPrice != OrderBook.NO_PRICE && key <= BookState.stopKey(side, state.lastPrice);
        if (reached && state.phase == Phase.CONTINUOUS) {
            enterTriggered(order, flags, quantity);
        } else {
            waitForTrigger(order, flags, quantity);
        }
    }

    /** Links a known, unlinked stop order to those that wait. */
    private void waitForTrigger(int order, int flags, long quantity) {
        long[] records = store.records;
        int side = flags & OrderFlags.SIDE;
        long stopPrice = store.details[order + STOP_PRICE];
        records[order + OPEN] = quantity;
        state.stops[side].append(order, BookState.stopKey(side, stopPrice), quantity, 0);
        listener.stopped(
                records[order + ID], records[order + ACCOUNT], store.user(order), Side.of(side), stopPrice, quantity);
    }

    /** Links a known, unlinked order to the tail of its level. */
    private void rest(int order, int flags, long quantity) {
        long displayed = quantity;
        if ((flags & OrderFlags.ICEBERG) != 0) {
            displayed = Math.min(quantity, store.details[order + PEAK]);
            store.details[order + HIDDEN] = quantity - displayed;
        }
        long[] records = store.records;
        int side = flags & OrderFlags.SIDE;
        long price = records[order + PRICE];
        records[order + OPEN] = displayed;
        state.sides[side].append(order, BookState.key(side, price), displayed, quantity - displayed);
        listener.rested(
                records[order + ID],
                records[order + ACCOUNT],
                store.user(order),
                Side.of(side),
                price,
                displayed,
                quantity);
    }

    private static long limit(int flags, long price) {
        return BookState.limit(BookState.key(flags & OrderFlags.SIDE, price));
    }

    private void enter(int order, int flags, long quantity, long limit) {
        PriceLevels other = state.sides[(flags & OrderFlags.SIDE) ^ OrderFlags.SIDE];
        boolean rests = OrderFlags.rests(flags);
        if (rests && (other.bestKey() > limit || state.phase != Phase.CONTINUOUS)) {
            rest(order, flags, quantity);
        } else {
            take(order, flags, quantity, limit, rests);
        }
    }

    private void take(int order, int flags, long quantity, long limit, boolean rests) {
        long left = sweep.run(order, flags, quantity, limit);
        if (left == 0) {
            state.forget(order, flags);
        } else if (rests && sweep.end() != Sweep.End.SELF_TRADE) {
            rest(order, flags, left);
        } else {
            state.cancel(order, flags, left, reason(sweep.end()));
        }
    }

    private static CancelReason reason(Sweep.End end) {
        return switch (end) {
            case DONE -> CancelReason.UNFILLED;
            case SELF_TRADE -> CancelReason.SELF_TRADE;
            case PRICE_BAND -> CancelReason.PRICE_BAND;
        };
    }

    private int flags(OrderRequest request) {
        int flags = state.bookFlags
                | OrderFlags.of(request.side, request.timeInForce, request.selfTradePrevention)
                | (request.postOnly ? OrderFlags.POST_ONLY : 0);
        return switch (request.type) {
            case LIMIT, MARKET -> flags;
            case STOP -> flags | OrderFlags.WAITING | OrderFlags.NO_LIMIT;
            case STOP_LIMIT -> flags | OrderFlags.WAITING;
        };
    }

    private static boolean needsDetails(OrderRequest request) {
        return request.displayQuantity != 0
                || request.timeInForce == TimeInForce.GTD
                || request.type == OrderType.STOP
                || request.type == OrderType.STOP_LIMIT;
    }

    private int addDetails(int order, OrderRequest request) {
        store.addDetails(order);
        long[] details = store.details;
        details[order + PEAK] = request.displayQuantity;
        details[order + STOP_PRICE] = request.stopPrice;
        int flags = request.displayQuantity == 0 ? 0 : OrderFlags.ICEBERG;
        if (request.timeInForce == TimeInForce.GTD) {
            details[order + EXPIRY] = request.expiry;
            state.expiries.add(order);
            flags |= OrderFlags.EXPIRES;
        }
        return flags;
    }
}
