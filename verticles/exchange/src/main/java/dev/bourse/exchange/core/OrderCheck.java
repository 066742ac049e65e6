package dev.bourse.exchange.core;

import dev.bourse.exchange.account.Money;
import dev.bourse.exchange.matching.OrderRequest;
import dev.bourse.exchange.matching.Phase;
import dev.bourse.exchange.matching.SweepEstimate;
import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.exchange.risk.Exposures;

/**
 * Whether a new order may enter its book: account, client order id, fields, phase, risk, and what has to be held for
 * it. Looks only. What the book itself refuses (post-only, fill-or-kill) is known when it is called, and changes
 * nothing either. One thread.
 *
 * <p>A market buy is reckoned by the sweep that it is about to make, with the taker fee: exactly what it will cost if
 * it meets no order of its own account, and no less than that if it does.
 */
final class OrderCheck {
    private final CoreState state;
    private final SweepEstimate estimate = new SweepEstimate();
    /** Not part of the state, and read by nobody: it keeps what is read ahead from being optimised away. */
    @SuppressWarnings("UnusedVariable")
    private long readAhead;

    private long held;
    private int account;
    private int exposure;

    OrderCheck(CoreState state) {
        this.state = state;
    }

    /** What is to be held for the order that passed. */
    long held() {
        return held;
    }

    /** The address of the account. */
    int account() {
        return account;
    }

    /** The account's exposure in the instrument, none before its first order there. */
    int exposure() {
        return exposure;
    }

    /** The first reason against the order, or none (NULL_VAL). */
    RejectReason check(OrderIntent order, Instrument instrument, OrderRequest request) {
        account = state.accounts.find(order.accountId);
        readAhead += state.readAhead(account, order.accountId, instrument.holding, order.clientOrderId);
        RejectReason reason = state.accounts.whyNotTrading(account, order.accountId);
        if (reason == RejectReason.NULL_VAL) {
            reason = state.accounts.clientOrderIds().whyNotNew(account, order.clientOrderId);
        }
        if (reason == RejectReason.NULL_VAL) {
            reason = OrderFields.check(order, state.numbering.timestamp);
        }
        if (reason == RejectReason.NULL_VAL) {
            reason = checkPhase(instrument.book.phase(), order);
        }
        return reason == RejectReason.NULL_VAL ? checkRisk(order, instrument, request) : reason;
    }

    private RejectReason checkPhase(Phase phase, OrderIntent order) {
        if (phase == Phase.CONTINUOUS) {
            return state.orders.isFull() ? RejectReason.CAPACITY : RejectReason.NULL_VAL;
        }
        if (!phase.collects()) {
            return RejectReason.PHASE_REFUSES_ORDERS;
        }
        boolean canWait = order.isStop() || (order.timeInForce.rests() && order.minimumQuantity == 0);
        return canWait ? RejectReason.NULL_VAL : RejectReason.PHASE_REFUSES_ORDER_TYPE;
    }

    private RejectReason checkRisk(OrderIntent order, Instrument instrument, OrderRequest request) {
        long value = value(order, instrument, request);
        if (value < 0) {
            return RejectReason.VALUE_OVERFLOW;
        }
        RejectReason reason = state.rules.checkSize(account, instrument.limits, order.quantity, value);
        if (reason == RejectReason.NULL_VAL) {
            reason = state.rules.checkOpenOrders(account);
        }
        if (reason == RejectReason.NULL_VAL) {
            reason = state.rules.checkRate(account, state.numbering.timestamp);
        }
        if (reason == RejectReason.NULL_VAL
                && order.hasPrice()
                && instrument.limits.isOutsideCollar(order.price, instrument.collarCenter())) {
            reason = RejectReason.PRICE_COLLAR;
        }
        return reason == RejectReason.NULL_VAL ? checkFunds(order, instrument, value) : reason;
    }

    /** Quote units without fee, or {@link Money#OVERFLOW}. */
    private long value(OrderIntent order, Instrument instrument, OrderRequest request) {
        if (order.hasPrice()) {
            return instrument.value(order.price, order.quantity);
        }
        if (order.isBudget()) {
            return order.funds > Money.MAX ? Money.OVERFLOW : order.funds;
        }
        if (order.isMarket()) {
            instrument.book.estimate(request, estimate);
            return Money.multiply(estimate.value, instrument.tickQuoteUnits);
        }
        return instrument.value(order.stopPrice, order.quantity);
    }

    private RejectReason checkFunds(OrderIntent order, Instrument instrument, long value) {
        exposure = state.exposures.find(order.accountId, instrument.holding);
        int base = exposure == Exposures.NONE
                ? state.balances.find(account, instrument.baseAssetId)
                : state.exposures.baseBalance(exposure);
        // Only a buy's position is limited, so that a sell need not be counted in lots.
        long ownLots = order.buy ? instrument.lots(state.balances.total(base)) : 0;
        RejectReason reason =
                state.rules.checkExposure(account, instrument.limits, exposure, order.buy, order.quantity, ownLots);
        if (reason != RejectReason.NULL_VAL) {
            return reason;
        }
        if (!order.buy) {
            held = instrument.baseUnits(order.quantity);
            return held < 0 ? RejectReason.VALUE_OVERFLOW : enough(base, held, RejectReason.INSUFFICIENT_SHARES);
        }
        int feeBps =
                order.hasPrice() ? Math.max(instrument.makerFeeBps, instrument.takerFeeBps) : instrument.takerFeeBps;
        held = Money.withFee(value, feeBps);
        if (held < 0 || instrument.baseUnits(order.quantity) < 0) {
            return RejectReason.VALUE_OVERFLOW;
        }
        if (order.isMarket() && order.funds != 0 && held > order.funds) {
            return RejectReason.INSUFFICIENT_FUNDS;
        }
        int quote = exposure == Exposures.NONE
                ? state.balances.find(account, instrument.quoteAssetId)
                : state.exposures.quoteBalance(exposure);
        return enough(quote, held, RejectReason.INSUFFICIENT_FUNDS);
    }

    private RejectReason enough(int balance, long amount, RejectReason otherwise) {
        return state.balances.available(balance) >= amount ? RejectReason.NULL_VAL : otherwise;
    }
}
