package dev.bourse.exchange.matching;

/** Decides whether a new order is taken, before anything changes. */
final class OrderChecks {
    private final BookState state;
    private final Liquidity liquidity;

    OrderChecks(BookState state, Liquidity liquidity) {
        this.state = state;
        this.liquidity = liquidity;
    }

    /** Why an order is refused, or NONE. */
    RejectReason ofNew(OrderRequest request) {
        RejectReason fields = fields(request);
        if (fields != RejectReason.NONE) {
            return fields;
        }
        if (state.store.find(request.orderId) != 0) {
            return RejectReason.DUPLICATE_ORDER_ID;
        }
        if (isFull(request.side.code())) {
            return RejectReason.SIDE_FULL;
        }
        if (state.phase != Phase.CONTINUOUS) {
            return phase(request);
        }
        return isPlain(request) ? RejectReason.NONE : liquidity(request);
    }

    /** Whether an order may not be where it would trade at once. */
    boolean mayNotTradeAt(int flags, long price) {
        return (flags & OrderFlags.POST_ONLY) != 0
                && state.phase == Phase.CONTINUOUS
                && crosses(flags & OrderFlags.SIDE, price);
    }

    private static boolean isStop(OrderRequest request) {
        return request.type == OrderType.STOP || request.type == OrderType.STOP_LIMIT;
    }

    private static boolean isPlain(OrderRequest request) {
        return request.timeInForce != TimeInForce.FOK
                && request.timeInForce != TimeInForce.FOK_BUDGET
                && request.minimumQuantity == 0
                && !request.postOnly;
    }

    private RejectReason fields(OrderRequest request) {
        if (request.quantity < 1 || request.quantity > OrderRequest.MAX_QUANTITY) {
            return RejectReason.INVALID_QUANTITY;
        }
        if (request.price == OrderBook.NO_PRICE && request.type != OrderType.MARKET && request.type != OrderType.STOP) {
            return RejectReason.INVALID_PRICE;
        }
        boolean simple = request.type == OrderType.LIMIT
                && request.displayQuantity == 0
                && request.minimumQuantity == 0
                && !request.postOnly
                && request.timeInForce != TimeInForce.GTD;
        return simple ? RejectReason.NONE : rareFields(request);
    }

    private RejectReason rareFields(OrderRequest request) {
        TimeInForce timeInForce = request.timeInForce;
        boolean stop = isStop(request);
        boolean killed = timeInForce == TimeInForce.FOK || timeInForce == TimeInForce.FOK_BUDGET;
        boolean market = request.type == OrderType.MARKET;
        boolean limit = request.type == OrderType.LIMIT;
        if ((stop && killed) || (market && (timeInForce.rests() || timeInForce == TimeInForce.FOK_BUDGET))) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        if (stop && request.stopPrice == OrderBook.NO_PRICE) {
            return RejectReason.INVALID_STOP_PRICE;
        }
        boolean hasLimit = limit || request.type == OrderType.STOP_LIMIT;
        boolean iceberg = request.displayQuantity != 0;
        if (request.displayQuantity < 0
                || request.displayQuantity > request.quantity
                || (iceberg && !(hasLimit && timeInForce.rests()))) {
            return RejectReason.INVALID_DISPLAY_QUANTITY;
        }
        if (request.minimumQuantity < 0
                || request.minimumQuantity > request.quantity
                || (request.minimumQuantity != 0 && stop)) {
            return RejectReason.INVALID_MINIMUM_QUANTITY;
        }
        if (request.postOnly && !(limit && timeInForce.rests() && request.minimumQuantity == 0)) {
            return RejectReason.INVALID_POST_ONLY;
        }
        return timeInForce == TimeInForce.GTD && request.expiry <= state.now
                ? RejectReason.INVALID_EXPIRY
                : RejectReason.NONE;
    }

    private RejectReason phase(OrderRequest request) {
        boolean canWait = isStop(request) || (request.timeInForce.rests() && request.minimumQuantity == 0);
        return state.phase.collects() && canWait ? RejectReason.NONE : RejectReason.PHASE;
    }

    private RejectReason liquidity(OrderRequest request) {
        long limit = request.type == OrderType.MARKET
                ? Long.MAX_VALUE
                : BookState.limit(BookState.key(request.side.code(), request.price));
        if (request.postOnly && crosses(request.side.code(), request.price)) {
            return RejectReason.WOULD_TRADE;
        }
        if (request.timeInForce == TimeInForce.FOK && !liquidity.atLeast(request, limit, request.quantity)) {
            return RejectReason.CANNOT_FILL;
        }
        if (request.timeInForce == TimeInForce.FOK_BUDGET && !liquidity.fillsWithin(request)) {
            return RejectReason.CANNOT_FILL;
        }
        boolean tooLittle = request.timeInForce != TimeInForce.FOK_BUDGET
                && request.minimumQuantity != 0
                && !liquidity.atLeast(request, limit, request.minimumQuantity);
        return tooLittle ? RejectReason.BELOW_MINIMUM_QUANTITY : RejectReason.NONE;
    }

    private boolean crosses(int side, long price) {
        PriceLevels other = state.sides[side ^ OrderFlags.SIDE];
        return other.best() != 0 && other.bestKey() <= BookState.limit(BookState.key(side, price));
    }

    private boolean isFull(int side) {
        // No side holds more than the store does, which spares a look at the side and at its waiting stops.
        return state.store.size() >= OrderBook.MAX_ORDERS_PER_SIDE
                && state.sides[side].orderCount() + state.stops[side].orderCount() >= OrderBook.MAX_ORDERS_PER_SIDE;
    }
}
