package dev.bourse.exchange.matching;

import static dev.bourse.exchange.matching.OrderStore.ACCOUNT;
import static dev.bourse.exchange.matching.OrderStore.FILLED;
import static dev.bourse.exchange.matching.OrderStore.HIDDEN;
import static dev.bourse.exchange.matching.OrderStore.ID;
import static dev.bourse.exchange.matching.OrderStore.OPEN;
import static dev.bourse.exchange.matching.OrderStore.PRICE;
import static dev.bourse.exchange.matching.OrderStore.STOP_PRICE;

/** Changes to one open order, each for the order's owner alone. */
final class Amendments {
    private final BookState state;
    private final OrderStore store;
    private final MatchListener listener;
    private final OrderChecks checks;
    private final Entry entry;

    Amendments(BookState state, OrderChecks checks, Entry entry) {
        this.state = state;
        this.store = state.store;
        this.listener = state.listener;
        this.checks = checks;
        this.entry = entry;
    }

    RejectReason cancel(long orderId, long accountId) {
        int order = store.find(orderId);
        RejectReason reason = access(order, accountId);
        if (reason == RejectReason.NONE) {
            cancelAll(order, CancelReason.REQUESTED);
        }
        return reason;
    }

    RejectReason reduce(long orderId, long accountId, long by) {
        int order = store.find(orderId);
        RejectReason reason = by < 1 ? RejectReason.INVALID_QUANTITY : access(order, accountId);
        if (reason == RejectReason.NONE) {
            long remaining = store.remaining(order);
            if (by >= remaining) {
                cancelAll(order, CancelReason.REQUESTED);
            } else {
                takeOff(order, by);
                long[] records = store.records;
                listener.reduced(
                        orderId,
                        accountId,
                        store.user(order),
                        store.side(order),
                        records[order + PRICE],
                        by,
                        remaining - by);
            }
        }
        return reason;
    }

    RejectReason move(long orderId, long accountId, long price) {
        int order = store.find(orderId);
        RejectReason reason = access(order, accountId);
        if (reason != RejectReason.NONE) {
            return reason;
        }
        int flags = store.flags(order);
        int side = flags & OrderFlags.SIDE;
        long key = BookState.key(side, price);
        if (isUsual(flags, side, key) && price != OrderBook.NO_PRICE) {
            relocate(order, side, price, key, store.records[order + OPEN]);
            return RejectReason.NONE;
        }
        return moveUnusual(order, flags, price);
    }

    /** Nearly every change: an order that shows all it has goes to where nothing trades with it. */
    private boolean isUsual(int flags, int side, long key) {
        return (flags & OrderFlags.UNUSUAL) == 0
                && state.phase == Phase.CONTINUOUS
                && state.sides[side ^ OrderFlags.SIDE].bestKey() > BookState.limit(key);
    }

    /** @param left what is open of it from now on */
    private void relocate(int order, int side, long price, long key, long left) {
        long[] records = store.records;
        long open = records[order + OPEN];
        records[order + PRICE] = price;
        records[order + OPEN] = left;
        long orderId = records[order + ID];
        long accountId = records[order + ACCOUNT];
        int user = store.user(order);
        Side sideOfOrder = Side.of(side);
        listener.replaced(orderId, accountId, user, sideOfOrder, price, left, false);
        state.sides[side].relocate(order, key, open, left);
        listener.rested(orderId, accountId, user, sideOfOrder, price, left, left);
    }

    private RejectReason moveUnusual(int order, int flags, long price) {
        if ((flags & OrderFlags.WAITING) != 0) {
            return RejectReason.NOT_TRIGGERED;
        }
        RejectReason reason = placeable(flags, price);
        if (reason == RejectReason.NONE) {
            long remaining = store.remaining(order);
            state.unlink(order, flags);
            store.records[order + PRICE] = price;
            tellReplaced(order, flags, remaining, false);
            entry.enter(order, flags, remaining);
        }
        return reason;
    }

    RejectReason replace(long orderId, long accountId, long price, long quantity, long stopPrice) {
        int order = store.find(orderId);
        RejectReason reason = quantity < 1 || quantity > OrderRequest.MAX_QUANTITY
                ? RejectReason.INVALID_QUANTITY
                : access(order, accountId);
        if (reason != RejectReason.NONE) {
            return reason;
        }
        int flags = store.flags(order);
        long left = quantity - store.records[order + FILLED];
        if (left <= 0) {
            cancelAll(order, CancelReason.REPLACED_BELOW_FILLED);
            return RejectReason.NONE;
        }
        return (flags & OrderFlags.WAITING) != 0
                ? replaceWaiting(order, flags, price, left, stopPrice)
                : replaceResting(order, flags, price, left);
    }

    private RejectReason replaceResting(int order, int flags, long price, long left) {
        long remaining = store.remaining(order);
        if (price == store.records[order + PRICE] && left <= remaining) {
            if (left < remaining) {
                takeOff(order, remaining - left);
            }
            tellReplaced(order, flags, left, true);
            return RejectReason.NONE;
        }
        int side = flags & OrderFlags.SIDE;
        long key = BookState.key(side, price);
        if (isUsual(flags, side, key) && price != OrderBook.NO_PRICE) {
            relocate(order, side, price, key, left);
            return RejectReason.NONE;
        }
        RejectReason reason = placeable(flags, price);
        if (reason == RejectReason.NONE) {
            state.unlink(order, flags);
            store.records[order + PRICE] = price;
            tellReplaced(order, flags, left, false);
            entry.enter(order, flags, left);
        }
        return reason;
    }

    private RejectReason replaceWaiting(int order, int flags, long price, long left, long stopPrice) {
        if (stopPrice == OrderBook.NO_PRICE) {
            return RejectReason.INVALID_STOP_PRICE;
        }
        long[] records = store.records;
        boolean stays = stopPrice == store.details[order + STOP_PRICE];
        RejectReason reason = stays || state.phase == Phase.CONTINUOUS || state.phase.collects()
                ? limitPrice(flags, price)
                : RejectReason.PHASE;
        if (reason != RejectReason.NONE) {
            return reason;
        }
        records[order + PRICE] = price;
        if (stays) {
            state.stops[flags & OrderFlags.SIDE].change(store.level(order), left - records[order + OPEN], 0);
            records[order + OPEN] = left;
            tellReplaced(order, flags, left, true);
            return RejectReason.NONE;
        }
        state.unlink(order, flags);
        store.details[order + STOP_PRICE] = stopPrice;
        tellReplaced(order, flags, left, false);
        entry.enterStop(order, flags, left);
        return RejectReason.NONE;
    }

    /** Cancels all that is left of an order that is linked. */
    void cancelAll(int order, CancelReason reason) {
        int flags = store.flags(order);
        long remaining = store.remaining(order);
        state.unlink(order, flags);
        state.cancel(order, flags, remaining, reason);
    }

    private RejectReason access(int order, long accountId) {
        if (order == 0 || !state.isMine(store.flags(order))) {
            return RejectReason.UNKNOWN_ORDER;
        }
        return store.records[order + ACCOUNT] == accountId ? RejectReason.NONE : RejectReason.NOT_OWNER;
    }

    private RejectReason placeable(int flags, long price) {
        if (price == OrderBook.NO_PRICE) {
            return RejectReason.INVALID_PRICE;
        }
        if (state.phase != Phase.CONTINUOUS && !state.phase.collects()) {
            return RejectReason.PHASE;
        }
        return checks.mayNotTradeAt(flags, price) ? RejectReason.WOULD_TRADE : RejectReason.NONE;
    }

    private static RejectReason limitPrice(int flags, long price) {
        boolean missing = price == OrderBook.NO_PRICE && (flags & OrderFlags.NO_LIMIT) == 0;
        return missing ? RejectReason.INVALID_PRICE : RejectReason.NONE;
    }

    /** Takes less than all off an order that stays in its place, what does not show first. */
    private void takeOff(int order, long by) {
        long hidden = Math.min(by, store.hidden(order));
        long displayed = by - hidden;
        int flags = store.flags(order);
        if (hidden != 0) {
            store.details[order + HIDDEN] -= hidden;
        }
        store.records[order + OPEN] -= displayed;
        PriceLevels[] where = (flags & OrderFlags.WAITING) == 0 ? state.sides : state.stops;
        where[flags & OrderFlags.SIDE].change(store.level(order), -displayed, -hidden);
    }

    private void tellReplaced(int order, int flags, long remaining, boolean keptPriority) {
        long[] records = store.records;
        listener.replaced(
                records[order + ID],
                records[order + ACCOUNT],
                store.user(order),
                Side.of(flags & OrderFlags.SIDE),
                records[order + PRICE],
                remaining,
                keptPriority);
    }
}
