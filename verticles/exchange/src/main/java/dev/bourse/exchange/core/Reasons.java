package dev.bourse.exchange.core;

import dev.bourse.exchange.matching.RejectReason;
import dev.bourse.exchange.protocol.CancelReason;

/** The book's reasons in the words of the protocol. */
final class Reasons {
    private Reasons() {}

    static CancelReason of(dev.bourse.exchange.matching.CancelReason reason) {
        return switch (reason) {
            case REQUESTED -> CancelReason.REQUESTED;
            case UNFILLED -> CancelReason.UNFILLED;
            case EXPIRED -> CancelReason.EXPIRED;
            case END_OF_DAY -> CancelReason.END_OF_DAY;
            case SELF_TRADE -> CancelReason.SELF_TRADE;
            case PRICE_BAND -> CancelReason.PRICE_BAND;
            case REPLACED_BELOW_FILLED -> CancelReason.REPLACED_BELOW_FILLED;
            case ACCOUNT -> CancelReason.ACCOUNT;
            case INSTRUMENT -> CancelReason.INSTRUMENT;
        };
    }

    static dev.bourse.exchange.protocol.RejectReason of(RejectReason reason) {
        return switch (reason) {
            case NONE -> dev.bourse.exchange.protocol.RejectReason.NULL_VAL;
            case UNKNOWN_ORDER -> dev.bourse.exchange.protocol.RejectReason.UNKNOWN_ORDER;
            case NOT_OWNER -> dev.bourse.exchange.protocol.RejectReason.NOT_THE_OWNER;
            case DUPLICATE_ORDER_ID, SIDE_FULL -> dev.bourse.exchange.protocol.RejectReason.CAPACITY;
            case INVALID_QUANTITY -> dev.bourse.exchange.protocol.RejectReason.INVALID_QUANTITY;
            case INVALID_PRICE -> dev.bourse.exchange.protocol.RejectReason.INVALID_PRICE;
            case INVALID_STOP_PRICE, NOT_TRIGGERED -> dev.bourse.exchange.protocol.RejectReason.INVALID_STOP_PRICE;
            case INVALID_DISPLAY_QUANTITY -> dev.bourse.exchange.protocol.RejectReason.INVALID_DISPLAY_QUANTITY;
            case INVALID_MINIMUM_QUANTITY -> dev.bourse.exchange.protocol.RejectReason.INVALID_MINIMUM_QUANTITY;
            case INVALID_TIME_IN_FORCE -> dev.bourse.exchange.protocol.RejectReason.INVALID_TIME_IN_FORCE;
            case INVALID_EXPIRY -> dev.bourse.exchange.protocol.RejectReason.INVALID_EXPIRE_TIME;
            case INVALID_POST_ONLY -> dev.bourse.exchange.protocol.RejectReason.INVALID_POST_ONLY;
            case PHASE -> dev.bourse.exchange.protocol.RejectReason.PHASE_REFUSES_ORDER_TYPE;
            case WOULD_TRADE -> dev.bourse.exchange.protocol.RejectReason.WOULD_TRADE;
            case CANNOT_FILL -> dev.bourse.exchange.protocol.RejectReason.CANNOT_FILL;
            case BELOW_MINIMUM_QUANTITY -> dev.bourse.exchange.protocol.RejectReason.BELOW_MINIMUM_QUANTITY;
        };
    }
}
