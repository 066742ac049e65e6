package dev.bourse.exchange.core;

import dev.bourse.exchange.matching.OrderRequest;
import dev.bourse.exchange.matching.OrderTerms;
import dev.bourse.exchange.matching.OrderType;
import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.exchange.protocol.ReplaceOrderDecoder;

/**
 * Whether an open order may be changed as asked: the same limits as for a new one, and what has to be held more for it.
 * Looks only. One thread.
 */
final class ReplaceCheck {
    private final CoreState state;
    private long price;
    private long quantity;
    private long stopPrice;

    ReplaceCheck(CoreState state) {
        this.state = state;
    }

    /** The limit after the change. */
    long price() {
        return price;
    }

    /** The whole quantity after the change. */
    long quantity() {
        return quantity;
    }

    /** The stop price after the change. */
    long stopPrice() {
        return stopPrice;
    }

    /** The first reason against the change of an order with these terms, or none (NULL_VAL). */
    RejectReason check(ReplaceOrderDecoder command, Instrument instrument, int order, OrderTerms terms) {
        RejectReason reason = state.accounts.whyNotTrading(state.orders.account(order), state.orders.accountId(order));
        if (reason == RejectReason.NULL_VAL) {
            reason = checkFields(command, terms);
        }
        long lots = quantity - terms.filled;
        if (reason != RejectReason.NULL_VAL || lots <= 0) {
            return reason;
        }
        return checkRisk(instrument, order, lots, lots - terms.remaining);
    }

    private RejectReason checkFields(ReplaceOrderDecoder command, OrderTerms terms) {
        price = command.price();
        quantity = command.quantity();
        stopPrice = command.stopPrice();
        if (price == 0 && quantity == 0 && stopPrice == 0) {
            return RejectReason.NOTHING_TO_REPLACE;
        }
        if (price < 0 || (price > 0 && terms.type == OrderType.STOP)) {
            return RejectReason.INVALID_PRICE;
        }
        if (quantity < 0 || quantity > OrderRequest.MAX_QUANTITY) {
            return RejectReason.INVALID_QUANTITY;
        }
        boolean waits = terms.type != OrderType.LIMIT;
        if (stopPrice < 0 || (stopPrice > 0 && !waits)) {
            return RejectReason.INVALID_STOP_PRICE;
        }
        price = price == 0 ? terms.price : price;
        quantity = quantity == 0 ? terms.filled + terms.remaining : quantity;
        stopPrice = stopPrice == 0 ? terms.stopPrice : stopPrice;
        return RejectReason.NULL_VAL;
    }

    private RejectReason checkRisk(Instrument instrument, int order, long lots, long moreLots) {
        OpenOrders orders = state.orders;
        int account = orders.account(order);
        boolean buy = orders.isBuy(order);
        long value = instrument.value(price, quantity);
        int feeBps = Math.max(orders.makerBps(order), orders.takerBps(order));
        long required = OrderMoney.required(instrument, buy, price, lots, feeBps);
        if (value < 0 || required < 0 || instrument.baseUnits(lots) < 0) {
            return RejectReason.VALUE_OVERFLOW;
        }
        RejectReason reason = state.rules.checkSize(account, instrument.limits, quantity, value);
        if (reason == RejectReason.NULL_VAL) {
            reason = state.rules.checkRate(account, state.numbering.timestamp);
        }
        if (reason == RejectReason.NULL_VAL
                && price > 0
                && instrument.limits.isOutsideCollar(price, instrument.collarCenter())) {
            reason = RejectReason.PRICE_COLLAR;
        }
        int exposure = orders.exposure(order);
        if (reason == RejectReason.NULL_VAL && moreLots > 0) {
            long ownLots = instrument.lots(state.balances.total(state.exposures.baseBalance(exposure)));
            reason = state.rules.checkExposure(account, instrument.limits, exposure, buy, moreLots, ownLots);
        }
        if (reason != RejectReason.NULL_VAL) {
            return reason;
        }
        int balance = buy ? state.exposures.quoteBalance(exposure) : state.exposures.baseBalance(exposure);
        if (required - orders.held(order) <= state.balances.available(balance)) {
            return RejectReason.NULL_VAL;
        }
        return buy ? RejectReason.INSUFFICIENT_FUNDS : RejectReason.INSUFFICIENT_SHARES;
    }
}
