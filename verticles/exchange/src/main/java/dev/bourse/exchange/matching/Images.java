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

/** Copies orders and the state of a book out for snapshots and views, and back in. */
final class Images {
    private final BookState state;
    private final OrderStore store;

    Images(BookState state) {
        this.state = state;
        this.store = state.store;
    }

    void visit(PriceLevels levels, OrderImage image, OrderVisitor visitor) {
        for (int level = levels.best(); level != 0; level = levels.after(level)) {
            for (int order = levels.head(level); order != 0; order = levels.behind(order)) {
                read(order, image);
                visitor.visit(image);
            }
        }
    }

    boolean find(long orderId, OrderImage image) {
        int order = find(orderId);
        if (order != 0) {
            read(order, image);
        }
        return order != 0;
    }

    boolean find(long orderId, OrderTerms terms) {
        int order = find(orderId);
        if (order != 0) {
            read(order, terms);
        }
        return order != 0;
    }

    /** The address of an open order of this book, or 0. */
    private int find(long orderId) {
        int order = store.find(orderId);
        return order != 0 && state.isMine(store.flags(order)) ? order : 0;
    }

    private void read(int order, OrderImage image) {
        long[] records = store.records;
        int flags = store.flags(order);
        boolean waits = (flags & OrderFlags.WAITING) != 0;
        image.orderId = records[order + ID];
        image.accountId = records[order + ACCOUNT];
        image.user = store.user(order);
        image.side = Side.of(flags & OrderFlags.SIDE);
        image.type = waits ? waitingType(flags) : OrderType.LIMIT;
        image.timeInForce = OrderFlags.timeInForce(flags);
        image.price = records[order + PRICE];
        image.displayed = records[order + OPEN];
        image.hidden = store.hidden(order);
        image.filled = records[order + FILLED];
        image.displayQuantity = store.peak(order);
        image.stopPrice = waits ? store.details[order + STOP_PRICE] : 0;
        image.expiry = (flags & OrderFlags.EXPIRES) != 0 ? store.details[order + EXPIRY] : 0;
        image.postOnly = (flags & OrderFlags.POST_ONLY) != 0;
        image.selfTradePrevention = SelfTradePrevention.of(OrderFlags.selfTradeCode(flags));
    }

    private void read(int order, OrderTerms terms) {
        long[] records = store.records;
        int flags = store.flags(order);
        terms.set(records[order + PRICE], records[order + FILLED], store.remaining(order));
        if ((flags & OrderFlags.WAITING) != 0) {
            terms.waits(waitingType(flags), store.details[order + STOP_PRICE]);
        }
    }

    private static OrderType waitingType(int flags) {
        return (flags & OrderFlags.NO_LIMIT) != 0 ? OrderType.STOP : OrderType.STOP_LIMIT;
    }

    /** Adds an order at the tail of its level, and tells nobody. */
    void restore(OrderImage image) {
        int flags = flags(image);
        int order = store.allocate(image.orderId);
        long[] records = store.records;
        records[order + ACCOUNT] = image.accountId;
        records[order + PRICE] = image.price;
        records[order + OPEN] = image.displayed;
        records[order + FILLED] = image.filled;
        store.setUserAndFlags(order, image.user, flags);
        if ((flags & (OrderFlags.ICEBERG | OrderFlags.EXPIRES | OrderFlags.WAITING)) != 0) {
            store.addDetails(order);
            store.details[order + PEAK] = image.displayQuantity;
            store.details[order + HIDDEN] = image.hidden;
            store.details[order + STOP_PRICE] = image.stopPrice;
            store.details[order + EXPIRY] = image.expiry;
        }
        if ((flags & OrderFlags.EXPIRES) != 0) {
            state.expiries.add(order);
        }
        int side = image.side.code();
        if ((flags & OrderFlags.WAITING) != 0) {
            state.stops[side].append(order, BookState.stopKey(side, image.stopPrice), image.displayed, image.hidden);
        } else {
            state.sides[side].append(order, BookState.key(side, image.price), image.displayed, image.hidden);
        }
    }

    private int flags(OrderImage image) {
        int flags = state.bookFlags | OrderFlags.of(image.side, image.timeInForce, image.selfTradePrevention);
        flags |= image.displayQuantity != 0 ? OrderFlags.ICEBERG : 0;
        flags |= image.timeInForce == TimeInForce.GTD ? OrderFlags.EXPIRES : 0;
        flags |= image.postOnly ? OrderFlags.POST_ONLY : 0;
        return switch (image.type) {
            case LIMIT, MARKET -> flags;
            case STOP -> flags | OrderFlags.WAITING | OrderFlags.NO_LIMIT;
            case STOP_LIMIT -> flags | OrderFlags.WAITING;
        };
    }

    void read(BookImage image) {
        image.phase = state.phase;
        image.now = state.now;
        image.lastPrice = state.lastPrice;
        image.referencePrice = state.referencePrice;
        image.bandLow = state.bandLow;
        image.bandHigh = state.bandHigh;
        image.tradedLow = state.tradedLow;
        image.tradedHigh = state.tradedHigh;
    }

    void restore(BookImage image) {
        state.phase = image.phase;
        state.now = image.now;
        state.lastPrice = image.lastPrice;
        state.referencePrice = image.referencePrice;
        state.bandLow = image.bandLow;
        state.bandHigh = image.bandHigh;
        state.tradedLow = image.tradedLow;
        state.tradedHigh = image.tradedHigh;
    }
}
