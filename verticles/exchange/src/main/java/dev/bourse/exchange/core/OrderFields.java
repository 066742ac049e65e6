package dev.bourse.exchange.core;

import dev.bourse.exchange.matching.OrderRequest;
import dev.bourse.exchange.matching.OrderType;
import dev.bourse.exchange.matching.TimeInForce;
import dev.bourse.exchange.protocol.RejectReason;

/** Whether the fields of a new order fit together, whatever the state of the exchange. */
final class OrderFields {
    private OrderFields() {}

    /** The first field that does not fit, or none (NULL_VAL). */
    static RejectReason check(OrderIntent order, long timestampMicros) {
        if (order.quantity < 1 || order.quantity > OrderRequest.MAX_QUANTITY) {
            return RejectReason.INVALID_QUANTITY;
        }
        if (order.hasPrice() ? order.price < 1 : order.price != 0) {
            return RejectReason.INVALID_PRICE;
        }
        boolean plain = order.type == OrderType.LIMIT
                && order.timeInForce == TimeInForce.GTC
                && (order.stopPrice | order.displayQuantity | order.minimumQuantity | order.expireTime | order.funds)
                        == 0;
        return plain ? RejectReason.NULL_VAL : checkRare(order, timestampMicros);
    }

    private static RejectReason checkRare(OrderIntent order, long timestampMicros) {
        TimeInForce timeInForce = order.timeInForce;
        boolean allowed = switch (order.type) {
            case LIMIT -> true;
            case MARKET -> timeInForce == TimeInForce.IOC || timeInForce == TimeInForce.FOK;
            case STOP -> timeInForce == TimeInForce.IOC;
            case STOP_LIMIT -> timeInForce != TimeInForce.FOK && timeInForce != TimeInForce.FOK_BUDGET;
        };
        if (!allowed) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        if (order.isStop() ? order.stopPrice < 1 : order.stopPrice != 0) {
            return RejectReason.INVALID_STOP_PRICE;
        }
        boolean rests = timeInForce.rests();
        if (order.displayQuantity < 0
                || order.displayQuantity > order.quantity
                || (order.displayQuantity != 0 && !rests)) {
            return RejectReason.INVALID_DISPLAY_QUANTITY;
        }
        if (order.minimumQuantity < 0
                || order.minimumQuantity > order.quantity
                || (order.minimumQuantity != 0 && (order.isStop() || order.isBudget()))) {
            return RejectReason.INVALID_MINIMUM_QUANTITY;
        }
        if (timeInForce == TimeInForce.GTD ? order.expireTime <= timestampMicros : order.expireTime != 0) {
            return RejectReason.INVALID_EXPIRE_TIME;
        }
        if (order.postOnly && (order.type != OrderType.LIMIT || !rests || order.minimumQuantity != 0)) {
            return RejectReason.INVALID_POST_ONLY;
        }
        boolean mayHaveFunds = order.isBudget() || (order.isMarket() && order.buy);
        boolean fundsFit = mayHaveFunds ? order.funds >= (order.isBudget() ? 1 : 0) : order.funds == 0;
        return fundsFit ? RejectReason.NULL_VAL : RejectReason.INVALID_FUNDS;
    }
}
