package dev.bourse.exchange.matching;

import java.math.BigInteger;
import java.util.List;

/** What the {@link NaiveBook} refuses. */
final class NaiveChecks {
    private NaiveChecks() {}

    static RejectReason check(NaiveBook book, OrderRequest request) {
        boolean stop = request.type == OrderType.STOP || request.type == OrderType.STOP_LIMIT;
        boolean limited = request.type == OrderType.LIMIT || request.type == OrderType.STOP_LIMIT;
        TimeInForce time = request.timeInForce;
        boolean kill = time == TimeInForce.FOK || time == TimeInForce.FOK_BUDGET;
        if (request.quantity < 1 || request.quantity > OrderRequest.MAX_QUANTITY) {
            return RejectReason.INVALID_QUANTITY;
        }
        if (limited && request.price == OrderBook.NO_PRICE) {
            return RejectReason.INVALID_PRICE;
        }
        if (stop && kill) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        if (request.type == OrderType.MARKET && time != TimeInForce.IOC && time != TimeInForce.FOK) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        if (stop && request.stopPrice == OrderBook.NO_PRICE) {
            return RejectReason.INVALID_STOP_PRICE;
        }
        if (request.displayQuantity < 0 || request.displayQuantity > request.quantity) {
            return RejectReason.INVALID_DISPLAY_QUANTITY;
        }
        if (request.displayQuantity > 0 && (!limited || !time.rests())) {
            return RejectReason.INVALID_DISPLAY_QUANTITY;
        }
        if (request.minimumQuantity < 0 || request.minimumQuantity > request.quantity) {
            return RejectReason.INVALID_MINIMUM_QUANTITY;
        }
        if (request.minimumQuantity > 0 && stop) {
            return RejectReason.INVALID_MINIMUM_QUANTITY;
        }
        if (request.postOnly && (request.type != OrderType.LIMIT || !time.rests() || request.minimumQuantity > 0)) {
            return RejectReason.INVALID_POST_ONLY;
        }
        if (time == TimeInForce.GTD && request.expiry <= book.now) {
            return RejectReason.INVALID_EXPIRY;
        }
        if (book.orders().anyMatch(order -> order.id == request.orderId)) {
            return RejectReason.DUPLICATE_ORDER_ID;
        }
        if (book.phase != Phase.CONTINUOUS) {
            boolean waitsForTrades = stop || (time.rests() && request.minimumQuantity == 0);
            return book.phase.collects() && waitsForTrades ? RejectReason.NONE : RejectReason.PHASE;
        }
        return stop ? RejectReason.NONE : checkTrade(book, request, time);
    }

    private static RejectReason checkTrade(NaiveBook book, OrderRequest request, TimeInForce time) {
        List<NaiveOrder> makers = request.side == Side.BUY ? book.sells : book.buys;
        if (request.postOnly && !makers.isEmpty() && NaiveOrder.of(request).accepts(makers.getFirst().price)) {
            return RejectReason.WOULD_TRADE;
        }
        if (time != TimeInForce.FOK && time != TimeInForce.FOK_BUDGET && request.minimumQuantity == 0) {
            return RejectReason.NONE;
        }
        NaiveBook trial = book.tryOut(NaiveOrder.of(request));
        if (time == TimeInForce.FOK_BUDGET) {
            int value = trial.triedValue.compareTo(BigInteger.valueOf(request.price));
            boolean affordable = request.side == Side.BUY ? value <= 0 : value >= 0;
            return affordable && trial.triedQuantity == request.quantity ? RejectReason.NONE : RejectReason.CANNOT_FILL;
        }
        if (time == TimeInForce.FOK && trial.triedQuantity < request.quantity) {
            return RejectReason.CANNOT_FILL;
        }
        return trial.triedQuantity < request.minimumQuantity ? RejectReason.BELOW_MINIMUM_QUANTITY : RejectReason.NONE;
    }

    static RejectReason placeable(NaiveBook book, NaiveOrder order, long price) {
        if (price == OrderBook.NO_PRICE) {
            return RejectReason.INVALID_PRICE;
        }
        if (book.phase == Phase.HALTED || book.phase == Phase.CLOSED) {
            return RejectReason.PHASE;
        }
        List<NaiveOrder> makers = order.side == Side.BUY ? book.sells : book.buys;
        NaiveOrder moved = order.copy();
        moved.price = price;
        boolean trades = book.phase == Phase.CONTINUOUS && !makers.isEmpty() && moved.accepts(makers.getFirst().price);
        return order.postOnly && trades ? RejectReason.WOULD_TRADE : RejectReason.NONE;
    }

    /** Of a stop order that waits. */
    static RejectReason replaceable(NaiveBook book, NaiveOrder order, long price, long stopPrice) {
        if (stopPrice == OrderBook.NO_PRICE) {
            return RejectReason.INVALID_STOP_PRICE;
        }
        boolean closed = book.phase == Phase.HALTED || book.phase == Phase.CLOSED;
        if (stopPrice != order.stopPrice && closed) {
            return RejectReason.PHASE;
        }
        return price == OrderBook.NO_PRICE && order.type == OrderType.STOP_LIMIT
                ? RejectReason.INVALID_PRICE
                : RejectReason.NONE;
    }
}
