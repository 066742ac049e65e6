package dev.bourse.exchange.core;

import dev.bourse.exchange.matching.OrderType;
import dev.bourse.exchange.matching.SelfTradePrevention;
import dev.bourse.exchange.matching.TimeInForce;
import dev.bourse.exchange.protocol.PlaceOrderDecoder;

/** The order that a place command asks for, as one reusable object. Prices in ticks, quantities in lots. */
final class OrderIntent {
    private static final int MOST_SIDE = 1;
    private static final int MOST_TYPE = OrderType.STOP_LIMIT.code();
    private static final int MOST_TIME_IN_FORCE = TimeInForce.FOK_BUDGET.code();
    private static final int MOST_SELF_TRADE = SelfTradePrevention.CANCEL_BOTH.code();
    private static final int MOST_FLAG = 1;

    int accountId;
    int instrumentId;
    long clientOrderId;
    long price;
    long quantity;
    long stopPrice;
    long displayQuantity;
    long minimumQuantity;
    long expireTime;
    long funds;
    boolean buy;
    boolean postOnly;
    OrderType type = OrderType.LIMIT;
    TimeInForce timeInForce = TimeInForce.GTC;
    SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;

    /** Takes over a command; false if a code in it is outside its enumeration. */
    boolean read(PlaceOrderDecoder command) {
        accountId = command.accountId();
        instrumentId = command.instrumentId();
        clientOrderId = command.clientOrderId();
        price = command.price();
        quantity = command.quantity();
        stopPrice = command.stopPrice();
        displayQuantity = command.displayQuantity();
        minimumQuantity = command.minimumQuantity();
        expireTime = command.expireTime();
        funds = command.funds();
        short side = command.sideRaw();
        short typeCode = command.orderTypeRaw();
        short timeInForceCode = command.timeInForceRaw();
        short selfTradeCode = command.selfTradePreventionRaw();
        short postOnlyCode = command.postOnlyRaw();
        if (side > MOST_SIDE
                || typeCode > MOST_TYPE
                || timeInForceCode > MOST_TIME_IN_FORCE
                || selfTradeCode > MOST_SELF_TRADE
                || postOnlyCode > MOST_FLAG) {
            return false;
        }
        buy = side == 0;
        postOnly = postOnlyCode == 1;
        readKinds(typeCode, timeInForceCode, selfTradeCode);
        return true;
    }

    /** Mostly the same as in the order before, and a reference that is not stored need not be told to the collector. */
    private void readKinds(int typeCode, int timeInForceCode, int selfTradeCode) {
        if (type.code() != typeCode) {
            type = OrderType.of(typeCode);
        }
        if (timeInForce.code() != timeInForceCode) {
            timeInForce = TimeInForce.of(timeInForceCode);
        }
        if (selfTradePrevention.code() != selfTradeCode) {
            selfTradePrevention = SelfTradePrevention.of(selfTradeCode);
        }
    }

    boolean isMarket() {
        return type == OrderType.MARKET;
    }

    boolean isBudget() {
        return timeInForce == TimeInForce.FOK_BUDGET;
    }

    boolean isStop() {
        return type == OrderType.STOP || type == OrderType.STOP_LIMIT;
    }

    /** Whether the order states a limit price; a buy stop order states the worst that it may pay. */
    boolean hasPrice() {
        return switch (type) {
            case LIMIT -> !isBudget();
            case MARKET -> false;
            case STOP -> buy;
            case STOP_LIMIT -> true;
        };
    }
}
